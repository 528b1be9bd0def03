import { parseWorkerOptions } from './worker-options.js';

describe('parseWorkerOptions', () => {
  test('reads queues, concurrency and name', () => {
    expect(parseWorkerOptions(['--queues=backtest, default', '--concurrency=3', '--name', 'w1'])).toEqual({
      queues: ['backtest', 'default'],
      concurrency: 3,
      name: 'w1',
    });
  });

  test('takes every queue and a name of its own where nothing is said', () => {
    expect(parseWorkerOptions([])).toEqual({
      queues: undefined,
      concurrency: undefined,
      name: expect.stringContaining(`-${process.pid}`),
    });
  });

  test.each([
    [['--queues=backtset'], 'no queue backtset; there are backtest'],
    [['--concurrency=0'], 'a whole number from 1'],
    [['--speed=9'], "Unknown option '--speed'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseWorkerOptions(args)).toThrow(message);
  });
});

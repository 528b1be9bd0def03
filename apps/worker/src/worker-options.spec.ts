import { parseWorkerOptions } from './worker-options.js';

describe('parseWorkerOptions', () => {
  test('reads queues, concurrency and name', () => {
    expect(parseWorkerOptions(['--queues=backtest, default', '--concurrency=3', '--name', 'w1'])).toEqual({
      queues: ['backtest', 'default'],
      concurrency: 3,
      name: 'w1',
      logLevel: undefined,
    });
  });

  test('knows the words of the workers that it replaces', () => {
    expect(parseWorkerOptions(['--hostname=w2', '--loglevel=WARNING'])).toMatchObject({
      name: 'w2',
      logLevel: 'warn',
    });
  });

  test('takes every queue and a name of its own where nothing is said', () => {
    expect(parseWorkerOptions([])).toEqual({
      queues: undefined,
      concurrency: undefined,
      name: expect.stringContaining(`-${process.pid}`),
      logLevel: undefined,
    });
  });

  test.each([
    [['--queues=backtset'], 'no queue backtset; there are backtest'],
    [['--concurrency=0'], 'a whole number from 1'],
    [['--loglevel=loud'], 'no level loud; there are debug'],
    [['--speed=9'], "Unknown option '--speed'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseWorkerOptions(args)).toThrow(message);
  });
});

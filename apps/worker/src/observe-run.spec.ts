import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { NewTask } from '#jobs';
import { aroundRun } from './observe-run.js';

const settings = { MAX_CONCURRENT_BACKTESTS: 1, TASK_TIMEOUT_SECONDS: 100 };
const task: NewTask = {
  ...{ id: 'one', job: 'backtest_run', queue: 'backtest', slot: null, payload: {} },
  ...{ submitter: 'me', createdAt: 0 },
};

/** A run for as long as the clock is moved by so many milliseconds; gives the warnings meanwhile. */
async function warningsAfter(ms: number, some: Partial<NewTask> = {}): Promise<string[]> {
  const lines: string[] = [];
  const silent = () => undefined;
  const warn = ({ message }: { message: string }) => void lines.push(message);
  Logger.overrideLogger({ log: silent, error: silent, warn });
  jest.useFakeTimers();
  try {
    let end = silent as (value: string) => void;
    const run = aroundRun(
      { ...task, ...some },
      () => new Promise<string>((resolve) => (end = resolve)),
      settings,
    );
    jest.advanceTimersByTime(ms);
    end('done');
    expect(await run).toBe('done');
    expect(jest.getTimerCount()).toBe(0);
    return lines;
  } finally {
    jest.useRealTimers();
    Logger.overrideLogger(false);
  }
}

describe('a run', () => {
  test('that takes longer than the soft limit of its job is told, and goes on to its end', async () => {
    expect(await warningsAfter(79_999)).toEqual([]);
    expect(await warningsAfter(80_000)).toEqual(['The run is slow: backtest_run has taken longer than 80 s']);
  });

  test('of a light job is not watched', async () => {
    expect(await warningsAfter(1e9, { job: 'health_check', queue: 'default' })).toEqual([]);
  });
});

import {
  computeConcurrency,
  computeRetryDelay,
  computeSoftTimeoutMs,
  computeTimeoutMs,
} from './job-limits.js';
import { JOB_REGISTRY, jobDefinition } from './job-registry.js';
import { queueDefinition } from './queue-table.js';
import { RETRY_POLICIES } from './retry-policies.js';

const settings = { MAX_CONCURRENT_BACKTESTS: 7, TASK_TIMEOUT_SECONDS: 90 };

describe('limits', () => {
  test('are read from the table, or from the setting that the table names', () => {
    expect(computeConcurrency(queueDefinition('backtest'), settings)).toBe(7);
    expect(computeConcurrency(queueDefinition('analytics'), settings)).toBe(1);
    expect(computeTimeoutMs(jobDefinition('backtest_run'), settings)).toBe(90_000);
    expect(computeTimeoutMs(jobDefinition('health_check'), settings)).toBe(60_000);
  });
});

describe('the soft limit', () => {
  test('is four fifths of the hard one, or what the row says, and always comes before it', () => {
    expect(computeSoftTimeoutMs(jobDefinition('backtest_run'), settings)).toBe(72_000);
    expect(computeSoftTimeoutMs(jobDefinition('news'), settings)).toBe(10 * 60_000);
    for (const job of JOB_REGISTRY)
      expect(computeSoftTimeoutMs(job, settings)).toBeLessThan(computeTimeoutMs(job, settings));
  });
});

describe('computeRetryDelay', () => {
  test('doubles from attempt to attempt and ends with the last one allowed', () => {
    const delays = [1, 2, 3].map((attempt) => computeRetryDelay(RETRY_POLICIES.transient, attempt, 0));
    expect(delays).toEqual([2_000, 4_000, undefined]);
  });

  test('takes up to the jitter off, so that many do not come back at once', () => {
    expect(computeRetryDelay(RETRY_POLICIES.transient, 1, 0.5)).toBe(1_500);
  });

  test('knows policies without a second attempt', () => {
    expect(computeRetryDelay(RETRY_POLICIES.none, 1, 0)).toBeUndefined();
  });
});

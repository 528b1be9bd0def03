import { findReason } from './subject-results.js';

describe('the reason of a failed job', () => {
  const failed = (reason: string | null) => ({ outcome: 'failed', reason }) as const;

  test('is what the subjects that went wrong say, each cause told once', () => {
    const gone = 'yahoo: does not answer';
    expect(findReason([{ outcome: 'ok', reason: 'one of two answered' }, failed(gone), failed(gone)])).toBe(
      gone,
    );
    expect(findReason([failed(gone), failed('refused'), failed('late')])).toBe(
      `${gone} (more in the result: 2)`,
    );
  });

  test('is left open where nobody said why', () => {
    expect(findReason([failed(null), { outcome: 'empty', reason: null }])).toBeUndefined();
  });
});

import type { JobContext, TaskProgress } from '#jobs';
import type { Backfill, BackfillCounts, BackfillPlan } from '#market-data';
import { createBackfillHandler } from './backfill.handler.js';

const payload = { dataset: 'news', symbols: ['A', 'B'], start: '2024-01-01', end: '2024-01-20' } as const;

async function runWith(change: Partial<BackfillCounts>) {
  const plans: BackfillPlan[] = [];
  const reported: TaskProgress[] = [];
  const counts: BackfillCounts = {
    ...{ inserted: 7, changed: 0, unchanged: 1, quarantined: 0, ok: 2, empty: 0, failed: 0, failures: [] },
    ...change,
  };
  const backfill: Pick<Backfill, 'run'> = {
    run: async (plan, { onChunk }) => {
      plans.push(plan);
      onChunk?.({ doneChunks: 1, totalChunks: 3, counts });
      return { doneChunks: 3, totalChunks: 3, counts };
    },
  };
  const context = {
    ...{ taskId: 't', payload, signal: new AbortController().signal },
    report: (progress: TaskProgress) => reported.push(progress),
  } as unknown as JobContext<'backfill'>;
  return { ...(await createBackfillHandler(backfill)(context)), plans, reported };
}

describe('the handler of backfill', () => {
  test('does what its payload asks for, and says how far it is and what came of it', async () => {
    const { outcome, summary, plans, reported } = await runWith({});
    expect(plans[0]).toMatchObject({ dataset: 'news', requests: 6 });
    expect(outcome).toBe('ok');
    expect(summary).toMatchObject({
      chunks: 3,
      inserted: 7,
      unchanged: 1,
      asked: { ok: 2, empty: 0, failed: 0 },
    });
    expect(reported).toMatchObject([{ message: 'Chunk 1/3, 7 rows new' }]);
    expect(reported[0].percent).toBeCloseTo(33.3, 1);
  });

  test.each([
    [{ failed: 1 }, 'partial'],
    [{ ok: 0, empty: 1, failed: 1 }, 'partial'],
    [{ ok: 0, failed: 2 }, 'failed'],
    [{ ok: 0, empty: 2 }, 'ok'],
  ] as const)('%j comes to %s', async (counts, outcome) => {
    expect((await runWith(counts)).outcome).toBe(outcome);
  });
});

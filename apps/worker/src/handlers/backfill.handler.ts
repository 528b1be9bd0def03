import { NO_PROGRESS, type Handler, type TaskProgress } from '#jobs';
import { planBackfill, type Backfill, type BackfillProgress } from '#market-data';
import { findReason } from './subject-results.js';

/** Brings the past of a dataset. A run that ends early goes on where it was in the next one. */
export function createBackfillHandler(
  backfill: Pick<Backfill, 'run'>,
  now: () => number = Date.now,
): Handler<'backfill'> {
  return async (context) => {
    const { taskId, signal, payload } = context;
    const { symbols: subjects, ...wanted } = payload;
    const plan = planBackfill({ ...wanted, subjects });
    const onChunk = (done: BackfillProgress) => context.report(toProgress(done));
    const { counts, totalChunks } = await backfill.run(plan, { taskId, now: now(), signal, onChunk });
    const { ok, empty, failed, failures, ...rows } = counts;
    return {
      outcome: failed === 0 ? 'ok' : ok + empty > 0 ? 'partial' : 'failed',
      summary: { chunks: totalChunks, asked: { ok, empty, failed }, ...rows, failures },
      reason: findReason(failures.map(({ reason }) => ({ outcome: 'failed', reason }))),
    };
  };
}

function toProgress({ doneChunks, totalChunks, counts }: BackfillProgress): TaskProgress {
  return {
    ...NO_PROGRESS,
    percent: totalChunks === 0 ? 100 : (doneChunks / totalChunks) * 100,
    message: `Chunk ${doneChunks}/${totalChunks}, ${counts.inserted} rows new`,
    stage: 'loading',
  };
}

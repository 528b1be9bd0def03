import type { RecordedRun, RunOrder, RunPlace } from '#database';
import { cursorRefusal, readListCursor, toListCursor } from '../tables/cursor.js';

/** The place after a run in that order, opaque to callers. */
export function toRunCursor(run: RecordedRun, order: RunOrder): string {
  return toListCursor([order.by, order.descending, valueOf(run, order), run.taskId]);
}

/** @throws BarkeepError PARAMETER_INVALID when the text is not one of our cursors, or one of another order. */
export function parseRunCursor(cursor: string | undefined, order: RunOrder): RunPlace | undefined {
  if (cursor === undefined) return undefined;
  const [by, descending, value, taskId] = readListCursor(cursor);
  const isValue = value === null || (typeof value === 'number' && Math.abs(value) <= 8.64e15);
  if (by === order.by && descending === order.descending && isValue && typeof taskId === 'string') {
    return { value, taskId };
  }
  throw cursorRefusal('The cursor is not one that Barkeep gave out for this order.');
}

function valueOf(run: RecordedRun, { by }: RunOrder): number | null {
  if (by === 'created_at') return run.createdAt;
  if (by === 'finished_at') return run.finishedAt;
  if (by === 'duration_ms') return run.result?.durationMs ?? null;
  return run.result?.metrics[by] ?? null;
}

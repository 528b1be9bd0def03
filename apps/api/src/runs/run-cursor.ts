import type { RecordedRun, RunOrder, RunPlace } from '#database';
import { BarkeepError } from '#domain';

/** The place after a run in that order, opaque to callers. */
export function toRunCursor(run: RecordedRun, order: RunOrder): string {
  const text = JSON.stringify([order.by, order.descending, valueOf(run, order), run.taskId]);
  return Buffer.from(text).toString('base64url');
}

/** @throws BarkeepError PARAMETER_INVALID when the text is not one of our cursors, or one of another order. */
export function parseRunCursor(cursor: string | undefined, order: RunOrder): RunPlace | undefined {
  if (cursor === undefined) return undefined;
  const [by, descending, value, taskId] = read(cursor);
  const isValue = value === null || (typeof value === 'number' && Math.abs(value) <= 8.64e15);
  if (by === order.by && descending === order.descending && isValue && typeof taskId === 'string') {
    return { value, taskId };
  }
  throw new BarkeepError('PARAMETER_INVALID', 'The cursor is not one that Barkeep gave out for this order.', {
    faults: [
      { path: '/cursor', code: 'E_SCHEMA', message: 'not a cursor', hint: 'leave it out to start over' },
    ],
  });
}

function read(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function valueOf(run: RecordedRun, { by }: RunOrder): number | null {
  if (by === 'created_at') return run.createdAt;
  if (by === 'finished_at') return run.finishedAt;
  if (by === 'duration_ms') return run.result?.durationMs ?? null;
  return run.result?.metrics[by] ?? null;
}

import { BarkeepError } from '#domain';

/** A place in a list, opaque to callers. */
export function toCursor(position: number): string {
  return Buffer.from(`v1:${position}`).toString('base64url');
}

/** @throws BarkeepError PARAMETER_INVALID when the text is not one of our cursors. */
export function parseCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const found = /^v1:(-?\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (found) return Number(found[1]);
  throw cursorRefusal();
}

/** A place that takes several values, opaque to callers. */
export function toListCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a place; none where the text is no such cursor. */
export function readListCursor(cursor: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}

export function cursorRefusal(detail = 'The cursor is not one that Barkeep gave out.'): BarkeepError {
  return new BarkeepError('PARAMETER_INVALID', detail, {
    faults: [
      { path: '/cursor', code: 'E_SCHEMA', message: 'not a cursor', hint: 'leave it out to start over' },
    ],
  });
}

import type { StrategyPlace } from '#database';
import { cursorRefusal } from '../tables/cursor.js';

/** A place in the list of strategies, opaque to callers. */
export function toPlaceCursor({ updatedAt, id }: StrategyPlace): string {
  return Buffer.from(`s1:${updatedAt}:${id}`).toString('base64url');
}

/** @throws BarkeepError PARAMETER_INVALID when the text is not one of our cursors. */
export function parsePlaceCursor(cursor: string | undefined): StrategyPlace | undefined {
  if (cursor === undefined) return undefined;
  const found = /^s1:(\d{1,15}):([\w-]{1,128})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (found) return { updatedAt: Number(found[1]), id: found[2] };
  throw cursorRefusal();
}

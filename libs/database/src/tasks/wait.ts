import { sql, type SQL } from 'drizzle-orm';
import { tasks } from '../schema/index.js';

/** When a task may begin: at its slot, or as soon as it was asked for. */
const DUE = sql`coalesce(${tasks.slot}, ${tasks.createdAt})`;

/** Milliseconds that the oldest pending task which is due by then has waited, as an aggregate; null when there is none. */
export function hasWaited(at: SQL): SQL<number | null> {
  return sql<number | null>`extract(epoch from ${at} - min(${DUE})
    filter (where ${tasks.status} = 'pending' and ${DUE} <= ${at}))::float8 * 1000`;
}

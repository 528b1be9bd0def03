import { sql, type SQL } from 'drizzle-orm';
import { tasks } from '../schema/index.js';

/** When a task may begin: at its slot, or as soon as it was asked for. */
const DUE = sql`coalesce(${tasks.slot}, ${tasks.createdAt})`;

/** A pending task that might run by then. */
const isDue = (at: SQL): SQL => sql`${tasks.status} = 'pending' and ${DUE} <= ${at}`;

/** How many pending tasks are due by then, as an aggregate. */
export function countDue(at: SQL): SQL<number> {
  return sql<number>`count(*) filter (where ${isDue(at)})`.mapWith(Number);
}

/** Milliseconds that the oldest pending task which is due by then has waited, as an aggregate; null when there is none. */
export function hasWaited(at: SQL): SQL<number | null> {
  return sql<number | null>`extract(epoch from ${at} - min(${DUE})
    filter (where ${isDue(at)}))::float8 * 1000`;
}

import { sql } from 'drizzle-orm';
import type { Transaction } from '../database.js';

/** A dataset of which there is something new every few minutes. */
export type SnapshotDataset = 'stock_quotes' | 'options_chain';

/** What is made sparser: of what is about [from, to), UTC ms, the last of each span of `everyMs` (from 1970) stays. */
export interface Thinning {
  dataset: SnapshotDataset;
  from: number;
  to: number;
  everyMs: number;
}

/** Gives how many rows went. They are gone, also for readers with `asOf`: that is what thinning is for. */
export async function thinRows(
  { queries }: Transaction,
  { dataset, from, to, everyMs }: Thinning,
): Promise<number> {
  await queries.execute(sql`select set_config('statement_timeout', '0', true),
    set_config('barkeep.keep_versions', 'off', true)`);
  const table = sql.identifier(dataset);
  const every = sql`make_interval(secs => ${everyMs / 1_000})`;
  const removed = await queries.execute(sql`
    delete from ${table} t
    where t.event_time >= ${new Date(from).toISOString()} and t.event_time < ${new Date(to).toISOString()}
      and exists (
        select from ${table} later
        where later.instrument_id = t.instrument_id and later.event_time > t.event_time
          and later.event_time < date_bin(${every}, t.event_time, 'epoch'::timestamptz) + ${every})`);
  return removed.rowCount ?? 0;
}

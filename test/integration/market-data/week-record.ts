import pg from 'pg';
import { ROW_DATASETS } from '#domain';

/** What a week has left in the database. */
export class WeekRecord {
  private constructor(private readonly client: pg.Client) {}

  static async open(url: string): Promise<WeekRecord> {
    const client = new pg.Client(url);
    await client.connect();
    return new WeekRecord(client);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  async select<Row extends object>(text: string): Promise<Row[]> {
    return (await this.client.query<Row>(text)).rows;
  }

  /** How often each job ran for a slot, and what came of it: `ok 5, partial 1`. */
  async outcomes(): Promise<Record<string, string>> {
    const rows = await this.select<{ job: string; outcomes: string }>(`
      select job, string_agg(outcome || ' ' || count, ', ' order by outcome) as outcomes
      from (select job, coalesce(outcome, status) as outcome, count(*) from tasks where slot is not null group by 1, 2) t
      group by job`);
    return Object.fromEntries(rows.map(({ job, outcomes }) => [job, outcomes]));
  }

  /** Month to minute, UTC, rising. */
  async slotsOf(job: string): Promise<string[]> {
    const rows = await this.select<{ slot: Date }>(
      `select slot from tasks where job = '${job}' and slot is not null order by slot`,
    );
    return rows.map(({ slot }) => slot.toISOString().slice(5, 16));
  }

  /** Where tables and what the runs have told of them differ, and rows that no run has told of. */
  async unexplained(): Promise<object[]> {
    const found: object[] = [];
    for (const dataset of ROW_DATASETS) {
      found.push(...(await this.miscounted(dataset, 'dataset_batches')));
      found.push(...(await this.unknownRuns(dataset, 'dataset_batches', dataset)));
    }
    found.push(...(await this.miscounted('bars', 'ingest_batches')));
    found.push(...(await this.unknownRuns('bars', 'ingest_batches', 'historical_prices')));
    return found;
  }

  /** Every row was inserted once, and every old version was replaced once. */
  private miscounted(table: string, batches: string): Promise<object[]> {
    return this.select(`
      select '${table}' as dataset, b.*, t.* from
        (select coalesce(sum(inserted), 0)::int as inserted, coalesce(sum(changed), 0)::int as changed
         from ${batches} where dataset = '${table}') b,
        (select (select count(*) from ${table})::int as rows, (select count(*) from ${table}_history)::int as old) t
      where b.inserted <> t.rows or b.changed <> t.old`);
  }

  private unknownRuns(table: string, batches: string, job: string): Promise<object[]> {
    return this.select(`
      select '${table}' as dataset, run_id from ${batches} b
      where dataset = '${table}' and not exists (select from tasks where id = b.run_id and job = '${job}')
      union
      select '${table}', run_id from (select run_id from ${table} union select run_id from ${table}_history) r
      where not exists (select from ${batches} b where b.dataset = '${table}' and b.run_id = r.run_id)`);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from '../database.js';

/** What somebody's backtests and searches use; an ablation is a search. */
export interface Usage {
  queued: number;
  running: number;
  /** Of finished backtests that were asked for since an instant, those included that were removed. */
  bars: number;
}

/** Whose bars count. */
export const JOBS_OF_BARS = sql.raw(`('backtest_run', 'optimise_run')`);

/** Counts what the quotas of keys are about. */
@Injectable()
export class UsageRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @param since UTC ms */
  read(owner: string, since: number): Promise<Usage> {
    const from = sql`${new Date(since).toISOString()}::timestamptz`;
    return this.database.query(async (queries) => {
      const { rows } = await queries.execute<Record<keyof Usage, number>>(sql`
        select count(*) filter (where status = 'pending')::float8 as queued,
          count(*) filter (where status = 'running')::float8 as running,
          (select coalesce(sum(bars), 0)::float8 from (
            select bars_total as bars from backtest_results join tasks on tasks.id = backtest_results.task_id
            where submitter = ${owner} and job in ${JOBS_OF_BARS} and created_at >= ${from}
            union all select bars from removed_bars where owner = ${owner} and created_at >= ${from}) used) as bars
        from tasks
        where submitter = ${owner} and finished_at is null and job in ('backtest_run', 'optimise_run', 'ablation')`);
      return rows[0];
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Timeframe } from '#domain';
import { sql } from 'drizzle-orm';
import { Database } from '../database.js';

/** How sure a stored bar is: so many of the providers that were asked say the same. */
export interface BarAgreement {
  /** UTC ms. */
  openTime: number;
  /** Whose bar it is. */
  provider: string;
  agreed: number;
  asked: number;
}

export interface BarAgreementQuery {
  symbol: string;
  timeframe: Timeframe;
  /** Open times in [start, end), UTC ms. */
  start?: number;
  end?: number;
  limit: number;
}

/** Kept where several providers are asked for bars. */
@Injectable()
export class BarAgreementRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** What is said already stays as it is. */
  async save(
    { symbol, timeframe, runId }: { symbol: string; timeframe: Timeframe; runId: string },
    agreements: readonly BarAgreement[],
  ): Promise<void> {
    if (agreements.length === 0) return;
    await this.database.query((queries) =>
      queries.execute(sql`
        insert into bar_agreements as a (instrument_id, timeframe, open_time, provider, agreed, asked, run_id)
        select (select id from instruments where symbol = ${symbol}), ${timeframe},
          to_timestamp((n->>'openTime')::float8 / 1000), n->>'provider', (n->>'agreed')::smallint,
          (n->>'asked')::smallint, ${runId}
        from jsonb_array_elements(${JSON.stringify(agreements)}::jsonb) n
        on conflict (instrument_id, timeframe, open_time) do update
          set provider = excluded.provider, agreed = excluded.agreed, asked = excluded.asked,
            run_id = excluded.run_id, known_at = excluded.known_at
          where (a.provider, a.agreed, a.asked) is distinct from (excluded.provider, excluded.agreed, excluded.asked)`),
    );
  }

  /** Of bars that are stored as they were agreed on, oldest first. */
  async list({ symbol, timeframe, start, end, limit }: BarAgreementQuery): Promise<BarAgreement[]> {
    const toStamp = (instant: number) => sql`to_timestamp(${instant}::float8 / 1000)`;
    const { rows } = await this.database.query((queries) =>
      queries.execute<BarAgreement & Record<string, unknown>>(sql`
        select (extract(epoch from a.open_time) * 1000)::float8 as "openTime", a.provider, a.agreed, a.asked
        from bar_agreements a
        join bars b using (instrument_id, timeframe, open_time)
        where a.instrument_id = (select id from instruments where symbol = ${symbol})
          and a.timeframe = ${timeframe} and a.provider = b.provider
          ${start === undefined ? sql`` : sql`and a.open_time >= ${toStamp(start)}`}
          ${end === undefined ? sql`` : sql`and a.open_time < ${toStamp(end)}`}
        order by a.open_time limit ${limit}`),
    );
    return rows;
  }
}

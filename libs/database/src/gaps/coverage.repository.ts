import { Inject, Injectable } from '@nestjs/common';
import type { InstantRange, RowDataset, Timeframe } from '#domain';
import { sql } from 'drizzle-orm';
import { Database } from '../database.js';
import { datasetTable } from '../datasets/dataset-sql.js';

/** What is held against the sessions of a calendar. */
export type CoveredData = { symbol: string; timeframe: Timeframe } | { symbol: string; dataset: RowDataset };

/** What is stored of a subject in a dataset; instants UTC ms. */
export interface DatasetExtent {
  /** Symbol or series; empty for a dataset of the world. */
  subject: string;
  rows: number;
  /** By what the rows are about. */
  first: number;
  last: number;
  /** When something new was last stored. */
  lastKnownAt: number;
}

/** What is there and what is not. */
@Injectable()
export class CoverageRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The places of the spans, [start, end), in which nothing is stored, in order. Daily bars are looked for at `start`. */
  async findEmptySpans(data: CoveredData, spans: readonly InstantRange[]): Promise<number[]> {
    if (spans.length === 0) return [];
    const starts = sql.param(spans.map(({ start }) => new Date(start).toISOString()));
    const ends = sql.param(spans.map(({ end }) => new Date(end).toISOString()));
    const instrument = sql`(select id from instruments where symbol = ${data.symbol})`;
    const isStored =
      'dataset' in data
        ? sql`from ${sql.identifier(data.dataset)} t where t.instrument_id = ${instrument}
            and t.event_time >= s.start and t.event_time < s.stop`
        : sql`from bars t where t.instrument_id = ${instrument} and t.timeframe = ${data.timeframe}
            and ${data.timeframe === '1d' ? sql`t.open_time = s.start` : sql`t.open_time >= s.start and t.open_time < s.stop`}`;
    const { rows } = await this.database.query((queries) =>
      queries.execute<{ place: number }>(sql`
        select (s.place - 1)::int as place
        from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) with ordinality as s(start, stop, place)
        where not exists (select ${isStored}) order by s.place`),
    );
    return rows.map(({ place }) => place);
  }

  /** How many bars open in each of the spans, [start, end), in their order. */
  async countBars(
    { symbol, timeframe }: { symbol: string; timeframe: Timeframe },
    spans: readonly InstantRange[],
  ): Promise<number[]> {
    if (spans.length === 0) return [];
    const starts = sql.param(spans.map(({ start }) => new Date(start).toISOString()));
    const ends = sql.param(spans.map(({ end }) => new Date(end).toISOString()));
    const { rows } = await this.database.query((queries) =>
      queries.execute<{ bars: number }>(sql`
        select (
          select count(*) from bars
          where instrument_id = (select id from instruments where symbol = ${symbol})
            and timeframe = ${timeframe} and open_time >= s.start and open_time < s.stop
        )::int as bars
        from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) with ordinality as s(start, stop, place)
        order by s.place`),
    );
    return rows.map(({ bars }) => bars);
  }

  /** What is stored of each subject, by subject. */
  async listExtents(dataset: RowDataset, subjects?: readonly string[]): Promise<DatasetExtent[]> {
    const { subject } = datasetTable(dataset);
    const name = subject === 'series' ? sql`t.series` : subject ? sql`i.symbol` : sql`''`;
    const wanted = subjects && subject ? sql`where ${name} = any(${sql.param(subjects)})` : sql``;
    const toMs = (instant: unknown) => sql`(extract(epoch from ${instant}) * 1000)::float8`;
    const { rows } = await this.database.query((queries) =>
      queries.execute<DatasetExtent & Record<string, unknown>>(sql`
        select ${name} as subject, count(*)::int as rows, ${toMs(sql`min(t.event_time)`)} as first,
          ${toMs(sql`max(t.event_time)`)} as last, ${toMs(sql`max(t.known_at)`)} as "lastKnownAt"
        from ${sql.identifier(dataset)} t
        ${subject === 'instrument_id' ? sql`join instruments i on i.id = t.instrument_id` : sql``}
        ${wanted} group by 1 having count(*) > 0 order by 1`),
    );
    return rows;
  }

  /** What time the newest row of each instrument is about, UTC ms, by symbol. */
  async listNewest(dataset: RowDataset): Promise<Map<string, number>> {
    const { rows } = await this.database.query((queries) =>
      queries.execute<{ symbol: string; newest: number }>(sql`
        select i.symbol, (extract(epoch from t.event_time) * 1000)::float8 as newest
        from instruments i
        cross join lateral (
          select event_time from ${sql.identifier(dataset)} where instrument_id = i.id
          order by event_time desc limit 1) t`),
    );
    return new Map(rows.map(({ symbol, newest }) => [symbol, newest]));
  }
}

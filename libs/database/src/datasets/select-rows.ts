import { toColumnName } from '#domain';
import { sql, type SQL } from 'drizzle-orm';
import { toAsOf } from '../ingest.js';
import type { DatasetColumn, DatasetTable } from './dataset-sql.js';
import {
  afterCursor,
  all,
  requireColumn,
  toConditions,
  toOrder,
  toTimestamp,
  type RowConditions,
  type RowOrder,
} from './row-conditions.js';
import { META_COLUMNS } from './stored-row.js';

export interface RowQuery extends RowConditions {
  /** As known then, UTC ms; now when absent. */
  asOf?: number;
  limit: number;
  /** By time, newest first when absent. */
  order?: RowOrder;
  /** `cursorOf` the last row of the page before, in the same order. */
  after?: string;
}

export interface LatestQuery extends Pick<RowConditions, 'subjects' | 'where'> {
  asOf?: number;
  /** What is about a later time does not count, UTC ms. */
  at?: number;
}

export interface KnownQuery extends Pick<RowConditions, 'subjects' | 'where'> {
  asOf?: number;
  /** By when the world could know it, [from, to), UTC ms. */
  from?: number;
  to?: number;
}

export function rowsStatement(table: DatasetTable, query: RowQuery): SQL {
  const { asOf, limit, order = 'newest', after } = query;
  return sql`
    select ${projection(table)} from ${sourceOf(table, asOf)} ${instrumentJoin(table)}
    where ${all([toConditions(table, query), after === undefined ? undefined : afterCursor(table, order, after)])}
    order by ${toOrder(table, order)} limit ${limit}`;
}

/** All rows of the newest time of each subject: one quote, one company, a whole chain. */
export function latestStatement(table: DatasetTable, { at, asOf, subjects, where }: LatestQuery): SQL {
  const until = at === undefined ? sql`true` : sql`t.event_time <= ${toTimestamp(at)}`;
  const isOfSubject = table.subject ? sql`t.${sql.identifier(table.subject)} = s.key` : sql`true`;
  return sql`
    select ${projection(table)} from ${subjectsOf(table, subjects)}
    cross join lateral (
      select t.event_time from ${sourceOf(table, asOf)}
      where ${isOfSubject} and ${until} order by t.event_time desc limit 1) newest
    join ${sourceOf(table, asOf)} on ${isOfSubject} and t.event_time = newest.event_time ${instrumentJoin(table)}
    where ${toConditions(table, { where, subjects: table.subject ? undefined : subjects })}
    order by ${toOrder(table, 'oldest')}`;
}

/**
 * All versions of rows, as `publishedAt` says when the world could know each, oldest first: a version with a publication
 * of its own from then on, any other from when it was stored. So a restatement takes nothing back that was read before.
 * Left out is what never was the newest word, as a version that was stored later was published no later, and a date
 * that has moved, since nothing says from when on it no longer held.
 */
export function knownStatement(table: DatasetTable, columns: readonly string[], query: KnownQuery): SQL {
  const { asOf, from, to, subjects, where } = query;
  const stated = sql`t.${sql.identifier(toColumnName(table.definition.published))}`;
  const key = sql.join(
    table.key.map((name) => sql`t.${sql.identifier(name)}`),
    sql`, `,
  );
  const versions = sql`
    select t.*, coalesce(nullif(${stated}, lag(${stated}) over (partition by ${key} order by t.known_at)), t.known_at)
      as published
    from ${sql.identifier(`${table.name}_versions`)} t
    where ${all([
      sql`t.known_at <= ${toAsOf(asOf)}::timestamptz`,
      toConditions(table, { subjects }),
      table.definition.moves && sql`(${key}) in (select ${key} from ${sourceOf(table, asOf)})`,
    ])}`;
  const newest = sql`
    select t.*, min(t.published) over (partition by ${key} order by t.known_at desc
      rows between unbounded preceding and 1 preceding) as published_again
    from (${versions}) t`;
  const wanted = columns
    .filter((name) => name !== 'publishedAt')
    .map((name) => project(requireColumn(table, name)));
  const selected = [...subjectColumn(table), ...wanted, sql`${toMs(sql`t.published`)} as "publishedAt"`];
  return sql`
    select ${sql.join(selected, sql`, `)} from (${newest}) t ${instrumentJoin(table)}
    where ${all([
      sql`t.published < coalesce(t.published_again, 'infinity')`,
      toConditions(table, { where }),
      from === undefined ? undefined : sql`t.published >= ${toTimestamp(from)}`,
      to === undefined ? undefined : sql`t.published < ${toTimestamp(to)}`,
    ])}
    order by t.published, t.known_at, ${toOrder(table, 'oldest')}`;
}

/** The current rows or those known at an instant, as `t`. */
function sourceOf({ name }: DatasetTable, asOf: number | undefined): SQL {
  if (asOf === undefined) return sql`${sql.identifier(name)} t`;
  const at = sql`${toAsOf(asOf)}::timestamptz`;
  return sql`(select * from ${sql.identifier(`${name}_versions`)}
    where known_at <= ${at} and superseded_at > ${at}) t`;
}

/** Whom there may be rows of, as `s.key`. */
function subjectsOf({ name, subject }: DatasetTable, subjects: readonly string[] | undefined): SQL {
  if (!subject) return sql`(select 1 as key) s`;
  if (subject === 'instrument_id')
    return sql`(select id as key from instruments
      where ${subjects ? sql`symbol = any(${sql.param(subjects)})` : sql`true`}) s`;
  return subjects
    ? sql`unnest(${sql.param(subjects)}::text[]) as s(key)`
    : sql`(select distinct series as key from ${sql.identifier(name)}) s`;
}

function instrumentJoin({ subject }: DatasetTable): SQL {
  return subject === 'instrument_id' ? sql`join instruments i on i.id = t.instrument_id` : sql``;
}

function projection(table: DatasetTable): SQL {
  return sql.join([...subjectColumn(table), ...[...table.columns, ...META_COLUMNS].map(project)], sql`, `);
}

function subjectColumn({ subject }: DatasetTable): SQL[] {
  if (!subject) return [];
  return [subject === 'series' ? sql`t.series` : sql`i.symbol`];
}

function project({ name, sql: column, kind }: DatasetColumn): SQL {
  const stored = sql`t.${sql.identifier(column)}`;
  const value = kind === 'instant' ? toMs(stored) : kind === 'date' ? sql`${stored}::text` : stored;
  return sql`${value} as ${sql.identifier(name)}`;
}

function toMs(instant: SQL): SQL {
  return sql`(extract(epoch from ${instant}) * 1000)::float8`;
}

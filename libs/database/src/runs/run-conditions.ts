import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { backtestResults, backtestRuns, tasks } from '../schema/index.js';
import { containing } from '../text-pattern.js';
import type { RunFilter, RunOrder, RunPlace } from './recorded-run.js';

const toTimestamp = (instant: number): SQL => sql`${new Date(instant).toISOString()}::timestamptz`;

/** How each member of a filter narrows. */
const CONDITIONS: { [Name in keyof RunFilter]-?: (wanted: NonNullable<RunFilter[Name]>) => SQL } = {
  visibleTo: (owner) => sql`(${tasks.submitter} = ${owner} or ${tasks.shared})`,
  strategy: (part) => sql`lower(${backtestRuns.strategyName}) like ${containing(part.toLowerCase())}`,
  strategyHash: (hash) => eq(backtestResults.strategyHash, hash),
  symbol: (symbol) => sql`${backtestRuns.symbols} @> array[${symbol}]::text[]`,
  timeframe: (timeframe) => eq(backtestRuns.timeframe, timeframe),
  tag: (tag) => sql`${backtestRuns.tags} @> array[${tag}]::text[]`,
  status: (status) => eq(tasks.status, status),
  pinned: (pinned) => eq(backtestRuns.pinned, pinned),
  since: (instant) => sql`${backtestRuns.createdAt} >= ${toTimestamp(instant)}`,
  until: (instant) => sql`${backtestRuns.createdAt} < ${toTimestamp(instant)}`,
  testedFrom: (instant) => sql`${backtestResults.end} >= ${instant}`,
  testedTo: (instant) => sql`${backtestResults.start} <= ${instant}`,
};

export function matches(filter: RunFilter): SQL | undefined {
  const conditions = Object.entries(filter).map(([name, wanted]) => {
    const condition = CONDITIONS[name as keyof RunFilter] as (wanted: unknown) => SQL;
    return wanted === undefined ? undefined : condition(wanted);
  });
  return and(...conditions);
}

/** The column of an order, and how a value of it is written in SQL. */
function orderColumn({ by }: RunOrder): { column: PgColumn; toSql: (value: number) => SQL } {
  if (by === 'created_at') return { column: backtestRuns.createdAt, toSql: toTimestamp };
  if (by === 'finished_at') return { column: tasks.finishedAt, toSql: toTimestamp };
  const toNumber = (value: number) => sql`${value}::float8`;
  const column = by === 'duration_ms' ? backtestResults.durationMs : backtestResults[by];
  return { column, toSql: toNumber };
}

export function inOrder(order: RunOrder): SQL {
  const { column } = orderColumn(order);
  // Without the last words where nothing can be null, so that the index on the time serves.
  const nulls = order.by === 'created_at' ? sql`` : sql` nulls last`;
  return order.descending
    ? sql`${column} desc${nulls}, ${backtestRuns.taskId} desc`
    : sql`${column} asc${nulls}, ${backtestRuns.taskId} asc`;
}

/** What comes after the place. */
export function isAfter(order: RunOrder, place: RunPlace | undefined): SQL | undefined {
  if (!place) return undefined;
  const { column, toSql } = orderColumn(order);
  const beyond = order.descending ? sql`<` : sql`>`;
  const { value, taskId } = place;
  if (value === null) return sql`(${column} is null and ${backtestRuns.taskId} ${beyond} ${taskId})`;
  const pair = sql`(${column}, ${backtestRuns.taskId}) ${beyond} (${toSql(value)}, ${taskId}::text)`;
  return order.by === 'created_at' ? pair : sql`(${pair} or ${column} is null)`;
}

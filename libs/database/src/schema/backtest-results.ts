import type { Fault } from '#domain';
import {
  boolean,
  customType,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { METRIC_COLUMNS, type MetricColumn } from '../results/metric-columns.js';
import { instant } from './instant.js';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

function metricColumns() {
  const columns = METRIC_COLUMNS.map((name) => [name, doublePrecision(name)] as const);
  return Object.fromEntries(columns) as Record<
    MetricColumn,
    ReturnType<typeof doublePrecision<MetricColumn>>
  >;
}

export const backtestResults = pgTable('backtest_results', {
  taskId: text('task_id').primaryKey(),
  fence: integer('fence').notNull(),
  partial: boolean('partial').notNull(),
  strategy: jsonb('strategy').$type<object>().notNull(),
  request: jsonb('request').$type<object>().notNull(),
  engineVersion: text('engine_version').notNull(),
  strategyHash: text('strategy_hash').notNull(),
  dataDigest: text('data_digest').notNull(),
  resultDigest: text('result_digest').notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at').notNull(),
  durationMs: doublePrecision('duration_ms').notNull(),
  barsPerSecond: doublePrecision('bars_per_second').notNull(),
  warmupBars: integer('warmup_bars').notNull(),
  barsTotal: integer('bars_total').notNull(),
  ambiguity: jsonb('ambiguity').$type<object>(),
  canary: jsonb('canary').$type<object>(),
  breakEven: jsonb('break_even').$type<object>(),
  corporateActions: jsonb('corporate_actions').$type<object>(),
  warnings: jsonb('warnings').$type<Fault[]>().notNull(),
  ...metricColumns(),
});

/** The long tables of a result. */
export const BACKTEST_TABLES = ['equity', 'trades', 'open_trades', 'orders'] as const;

export const backtestTables = pgTable(
  'backtest_tables',
  {
    taskId: text('task_id').notNull(),
    name: text('name', { enum: BACKTEST_TABLES }).notNull(),
    length: integer('length').notNull(),
    packed: bytes('packed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.name] })],
);

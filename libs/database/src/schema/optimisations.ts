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
import { instant } from './instant.js';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** A set of parameters and its value of the objective. */
export interface StoredBest {
  params: Record<string, number>;
  objective: number;
}

export const optimiseRanges = pgTable(
  'optimise_ranges',
  {
    runId: text('run_id').notNull(),
    chunk: integer('chunk').notNull(),
    firstTrial: integer('first_trial').notNull(),
    endTrial: integer('end_trial').notNull(),
    owner: text('owner'),
    leaseUntil: instant('lease_until'),
    trialsDone: integer('trials_done').notNull().default(0),
    best: jsonb('best').$type<StoredBest>(),
    packed: bytes('packed'),
    finishedAt: instant('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.chunk] })],
);

export const optimiseResults = pgTable('optimise_results', {
  taskId: text('task_id').primaryKey(),
  fence: integer('fence').notNull(),
  partial: boolean('partial').notNull(),
  strategy: jsonb('strategy').$type<object>().notNull(),
  request: jsonb('request').$type<object>().notNull(),
  plan: jsonb('plan').$type<object>().notNull(),
  fixed: jsonb('fixed').$type<Record<string, number>>().notNull(),
  engineVersion: text('engine_version').notNull(),
  strategyHash: text('strategy_hash').notNull(),
  dataDigest: text('data_digest').notNull(),
  startedAt: instant('started_at').notNull(),
  finishedAt: instant('finished_at').notNull(),
  durationMs: doublePrecision('duration_ms').notNull(),
  trialsPlanned: integer('trials_planned').notNull(),
  trialsDone: integer('trials_done').notNull(),
  trialsRefused: integer('trials_refused').notNull(),
  objective: text('objective').notNull(),
  bestObjective: doublePrecision('best_objective'),
  deflatedSharpe: doublePrecision('deflated_sharpe'),
  overfitting: doublePrecision('overfitting'),
  findings: jsonb('findings').$type<object>(),
  bestMetrics: jsonb('best_metrics').$type<Record<string, number | null>>(),
  walkForward: jsonb('walk_forward').$type<object>(),
});

/** The long tables of an optimisation. */
export const OPTIMISE_TABLES = ['trials', 'equity'] as const;

export const optimiseTables = pgTable(
  'optimise_tables',
  {
    taskId: text('task_id').notNull(),
    name: text('name', { enum: OPTIMISE_TABLES }).notNull(),
    length: integer('length').notNull(),
    packed: bytes('packed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.name] })],
);

import type { ProvidedDataset } from '#config';
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  integer,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { instant } from './instant.js';

export const instruments = pgTable('instruments', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  symbol: text('symbol').notNull().unique(),
  name: text('name'),
  calendar: text('calendar').notNull(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  version: bigint('version', { mode: 'number' }).notNull().default(0),
  active: boolean('active').notNull().default(false),
  delistedOn: date('delisted_on', { mode: 'string' }),
  excludedDatasets: text('excluded_datasets').array().$type<ProvidedDataset[]>().notNull().default([]),
});

export const barSeries = pgTable(
  'bar_series',
  {
    instrumentId: integer('instrument_id').notNull(),
    timeframe: text('timeframe').notNull(),
    barCount: bigint('bar_count', { mode: 'number' }).notNull(),
    firstOpen: instant('first_open').notNull(),
    lastOpen: instant('last_open').notNull(),
    batch: bigint('batch', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.instrumentId, table.timeframe] })],
);

export const ingestBatches = pgTable('ingest_batches', {
  batch: bigint('batch', { mode: 'number' }).primaryKey(),
  instrumentId: integer('instrument_id').notNull(),
  dataset: text('dataset').notNull(),
  timeframe: text('timeframe'),
  provider: text('provider').notNull(),
  runId: text('run_id').notNull(),
  knownAt: instant('known_at').notNull(),
  inserted: integer('inserted').notNull(),
  changed: integer('changed').notNull(),
  /** Of bars: the open times that it brought. */
  firstOpen: instant('first_open'),
  lastOpen: instant('last_open'),
});

const actionColumns = {
  instrumentId: integer('instrument_id').notNull(),
  exDate: date('ex_date', { mode: 'string' }).notNull(),
  kind: text('kind', { enum: ['split', 'dividend'] }).notNull(),
  value: doublePrecision('value').notNull(),
  eventTime: instant('event_time').notNull(),
  knownAt: instant('known_at').notNull(),
  batch: bigint('batch', { mode: 'number' }).notNull(),
  provider: text('provider').notNull(),
  runId: text('run_id').notNull(),
};

export const corporateActions = pgTable('corporate_actions', actionColumns, (table) => [
  primaryKey({ columns: [table.instrumentId, table.exDate, table.kind] }),
]);

/** A view over the current and the replaced versions. */
export const corporateActionVersions = pgTable('corporate_action_versions', {
  ...actionColumns,
  supersededAt: instant('superseded_at').notNull(),
});

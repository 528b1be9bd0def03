import { doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant.js';

export const trialLedger = pgTable(
  'trial_ledger',
  {
    shapeHash: text('shape_hash').notNull(),
    trialKey: text('trial_key').notNull(),
    firstBar: instant('first_bar').notNull(),
    lastBar: instant('last_bar').notNull(),
    returns: integer('returns').notNull(),
    sharpe: doublePrecision('sharpe'),
    skewness: doublePrecision('skewness'),
    kurtosis: doublePrecision('kurtosis'),
  },
  (table) => [primaryKey({ columns: [table.shapeHash, table.trialKey] })],
);

export const trialSubmissions = pgTable('trial_submissions', {
  taskId: text('task_id').primaryKey(),
  shapeHash: text('shape_hash').notNull(),
  trialKey: text('trial_key').notNull(),
});

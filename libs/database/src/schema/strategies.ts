import { boolean, integer, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant.js';

export const strategies = pgTable('strategies', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  validationTaskId: text('validation_task_id'),
  owner: text('owner'),
  shared: boolean('shared').notNull().default(false),
});

export const strategyVersions = pgTable(
  'strategy_versions',
  {
    strategyId: text('strategy_id').notNull(),
    version: integer('version').notNull(),
    document: json('document').$type<Record<string, unknown>>().notNull(),
    strategyHash: text('strategy_hash').notNull(),
    note: text('note'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.strategyId, table.version] })],
);

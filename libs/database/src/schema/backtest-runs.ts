import { boolean, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './instant.js';

/** Written by a trigger when the task of a backtest is. */
export const backtestRuns = pgTable('backtest_runs', {
  taskId: text('task_id').primaryKey(),
  createdAt: instant('created_at').notNull(),
  strategyName: text('strategy_name').notNull(),
  symbols: text('symbols').array().notNull(),
  timeframe: text('timeframe').notNull(),
  startDate: text('start_date'),
  endDate: text('end_date'),
  tags: text('tags').array().notNull(),
  name: text('name'),
  notes: text('notes'),
  pinned: boolean('pinned').notNull(),
});

import { bigint, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './instant.js';

export const quarantinedLines = pgTable('quarantined_lines', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  symbol: text('symbol').notNull(),
  dataset: text('dataset').notNull(),
  timeframe: text('timeframe'),
  severity: text('severity', { enum: ['error', 'warning'] }).notNull(),
  line: integer('line').notNull(),
  content: text('content').notNull(),
  reason: text('reason').notNull(),
  provider: text('provider').notNull(),
  runId: text('run_id').notNull(),
  foundAt: instant('found_at').notNull(),
});

import type { JobName } from '#jobs';
import { bigint, boolean, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './instant.js';

/** Each change of a schedule; the newest of a job says how it stands. */
export const scheduleChanges = pgTable('schedule_changes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  job: text('job').$type<JobName>().notNull(),
  paused: boolean('paused').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: instant('changed_at').notNull(),
});

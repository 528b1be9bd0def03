import type { JobName, Suppression } from '#jobs';
import { bigint, boolean, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant.js';

/** Each change of a schedule; the newest of a job says how it stands. */
export const scheduleChanges = pgTable('schedule_changes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  job: text('job').$type<JobName>().notNull(),
  paused: boolean('paused').notNull(),
  /** Null, both of them, where the registry's times hold. */
  cron: text('cron'),
  timeZone: text('time_zone'),
  changedBy: text('changed_by').notNull(),
  changedAt: instant('changed_at').notNull(),
});

/** Slots for which no task was made, and why. */
export const skippedSlots = pgTable(
  'skipped_slots',
  {
    job: text('job').$type<JobName>().notNull(),
    slot: instant('slot').notNull(),
    reason: text('reason').$type<Suppression['reason']>().notNull(),
    detail: text('detail'),
  },
  (table) => [primaryKey({ columns: [table.job, table.slot] })],
);

import type { ErrorCode, JobOutcome, TaskStatus } from '#domain';
import type { JobName, QueueName, TaskSummary } from '#jobs';
import { boolean, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { instant } from './instant.js';

export const tasks = pgTable(
  'tasks',
  {
    id: text('id').primaryKey(),
    job: text('job').$type<JobName>().notNull(),
    queue: text('queue').$type<QueueName>().notNull(),
    slot: instant('slot'),
    payload: jsonb('payload').$type<object>().notNull(),
    submitter: text('submitter').notNull(),
    status: text('status').$type<TaskStatus>().notNull().default('pending'),
    outcome: text('outcome').$type<JobOutcome>(),
    attempt: integer('attempt').notNull().default(0),
    fence: integer('fence').notNull().default(0),
    losses: integer('losses').notNull().default(0),
    cancelRequested: boolean('cancel_requested').notNull().default(false),
    keepPartial: boolean('keep_partial').notNull().default(false),
    worker: text('worker'),
    errorCode: text('error_code').$type<ErrorCode>(),
    errorMessage: text('error_message'),
    summary: jsonb('summary').$type<TaskSummary>(),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    replayOf: text('replay_of'),
    shared: boolean('shared').notNull().default(false),
  },
  (table) => [unique().on(table.job, table.slot)],
);

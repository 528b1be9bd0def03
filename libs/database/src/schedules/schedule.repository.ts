import { Inject, Injectable } from '@nestjs/common';
import type { JobOutcome, TaskStatus } from '#domain';
import type { JobName } from '#jobs';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { Database } from '../database.js';
import { scheduleChanges, tasks } from '../schema/index.js';

/** The newest run of a job that a slot started. Instants are UTC milliseconds. */
export interface LastRun {
  taskId: string;
  slot: number;
  status: TaskStatus;
  outcome: JobOutcome | null;
}

/** What was done to schedules, and how the jobs that they start went. */
@Injectable()
export class ScheduleRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The jobs whose slots are left out now. */
  listPaused(): Promise<ReadonlySet<JobName>> {
    return this.database.query(async (queries) => {
      const rows = await queries
        .selectDistinctOn([scheduleChanges.job])
        .from(scheduleChanges)
        .orderBy(scheduleChanges.job, desc(scheduleChanges.id));
      return new Set(rows.filter(({ paused }) => paused).map(({ job }) => job));
    });
  }

  /** Writes down that a job is paused, or goes on, from now on. */
  async setPaused(job: JobName, paused: boolean, changedBy: string): Promise<void> {
    await this.database.query((queries) =>
      queries.insert(scheduleChanges).values({ job, paused, changedBy, changedAt: sql`now()` }),
    );
  }

  /** When the newest run of the job that brought something began, UTC ms. */
  findLastSuccess(job: JobName): Promise<number | undefined> {
    return this.database.query(async (queries) => {
      const [row] = await queries
        .select({ startedAt: tasks.startedAt })
        .from(tasks)
        .where(and(eq(tasks.job, job), inArray(tasks.outcome, ['ok', 'partial'])))
        .orderBy(desc(tasks.createdAt))
        .limit(1);
      return row?.startedAt ?? undefined;
    });
  }

  /** By job; none for one that no slot has started yet. */
  lastRuns(jobs: readonly JobName[]): Promise<Map<JobName, LastRun>> {
    return this.database.query(async (queries) => {
      const { rows } = await queries.execute<LastRunRow>(sql`
        select j.job, t.id, extract(epoch from t.slot) * 1000 as slot, t.status, t.outcome
        from unnest(${sql.param([...jobs])}::text[]) as j(job)
        cross join lateral (
          select * from tasks where job = j.job and slot is not null and started_at is not null
          order by slot desc limit 1
        ) t`);
      return new Map(
        rows.map(({ job, id, slot, status, outcome }) => [
          job,
          { taskId: id, slot: Number(slot), status, outcome },
        ]),
      );
    });
  }
}

type LastRunRow = {
  job: JobName;
  id: string;
  slot: string;
  status: TaskStatus;
  outcome: JobOutcome | null;
};

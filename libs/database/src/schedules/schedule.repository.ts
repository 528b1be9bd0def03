import { Inject, Injectable } from '@nestjs/common';
import type { JobName, ScheduleChange, ScheduleSource } from '#jobs';
import { asc, desc, eq, gte, lt, or, sql } from 'drizzle-orm';
import { Database } from '../database.js';
import { scheduleChanges } from '../schema/index.js';

/** What was done to schedules at run time. A change says how the schedule stands from then on; none is ever altered. */
@Injectable()
export class ScheduleRepository implements ScheduleSource {
  constructor(@Inject(Database) private readonly database: Database) {}

  loadChanges(since: number): Promise<Map<JobName, ScheduleChange[]>> {
    return this.database.query(async (queries) => {
      const newest = queries
        .selectDistinctOn([scheduleChanges.job], { id: scheduleChanges.id })
        .from(scheduleChanges)
        .where(lt(scheduleChanges.changedAt, since))
        .orderBy(scheduleChanges.job, desc(scheduleChanges.changedAt), desc(scheduleChanges.id));
      const rows = await queries
        .select()
        .from(scheduleChanges)
        .where(or(gte(scheduleChanges.changedAt, since), sql`${scheduleChanges.id} in ${newest}`))
        .orderBy(asc(scheduleChanges.changedAt), asc(scheduleChanges.id));
      const changes = new Map<JobName, ScheduleChange[]>();
      for (const row of rows) changes.set(row.job, [...(changes.get(row.job) ?? []), toChange(row)]);
      return changes;
    });
  }

  /** Newest first, at most that many. */
  listChanges(job: JobName, limit: number): Promise<ScheduleChange[]> {
    return this.database.query(async (queries) => {
      const rows = await queries
        .select()
        .from(scheduleChanges)
        .where(eq(scheduleChanges.job, job))
        .orderBy(desc(scheduleChanges.changedAt), desc(scheduleChanges.id))
        .limit(limit);
      return rows.map(toChange);
    });
  }

  async addChange({ trigger, ...change }: ScheduleChange): Promise<void> {
    const columns = { cron: trigger?.cron ?? null, timeZone: trigger?.timeZone ?? null };
    await this.database.query((queries) => queries.insert(scheduleChanges).values({ ...change, ...columns }));
  }
}

function toChange(row: typeof scheduleChanges.$inferSelect): ScheduleChange {
  const { job, paused, cron, timeZone, changedBy, changedAt } = row;
  const trigger = cron === null || timeZone === null ? null : { cron, timeZone };
  return { job, paused, trigger, changedBy, changedAt };
}

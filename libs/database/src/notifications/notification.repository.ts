import { Inject, Injectable } from '@nestjs/common';
import type { FinalStatus } from '#domain';
import type { JobName, Task } from '#jobs';
import { and, asc, eq, gte, inArray, isNull, notInArray, or, sql } from 'drizzle-orm';
import { Database } from '../database.js';
import { notificationCursor, tasks } from '../schema/index.js';
import { toTask } from '../tasks/task-row.js';

/** Instants, UTC ms. */
export interface NotificationCursor {
  /** What ended before is not told. */
  begunAt: number;
  /** Up to where endings were looked through. */
  seenTo: number;
}

/** Which endings are told. */
export interface EndingFilter {
  /** Ended since, UTC ms. */
  since: number;
  statuses: readonly FinalStatus[];
  /** Of these jobs nothing is told. */
  except: readonly JobName[];
  /** The id of the task that tells of another one is its id after this. */
  prefix: string;
  limit: number;
}

/** What of ended tasks is still to be told. */
@Injectable()
export class NotificationRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Begins at `now` where there is none. */
  loadCursor(now: number): Promise<NotificationCursor> {
    return this.database.query(async (queries) => {
      await queries.insert(notificationCursor).values({ begunAt: now, seenTo: now }).onConflictDoNothing();
      const [{ begunAt, seenTo }] = await queries.select().from(notificationCursor);
      return { begunAt, seenTo };
    });
  }

  /** Never goes back. */
  async moveCursor(to: number): Promise<void> {
    const at = sql`${new Date(to).toISOString()}::timestamptz`;
    await this.database.query((queries) =>
      queries
        .update(notificationCursor)
        .set({ seenTo: sql`greatest(${notificationCursor.seenTo}, ${at})` })
        .where(eq(notificationCursor.singleton, true)),
    );
  }

  /** What ends from here on, until somebody looks again, is never told. */
  async forgetCursor(): Promise<void> {
    await this.database.query((queries) => queries.delete(notificationCursor));
  }

  /** Ended tasks of which no task tells yet, oldest first; of those that completed only what somebody asked for. */
  listUntold({ since, statuses, except, prefix, limit }: EndingFilter): Promise<Task[]> {
    const isWorthTelling = or(notInArray(tasks.status, ['completed']), isNull(tasks.slot));
    const isUntold = sql`not exists (select from tasks told where told.id = ${prefix}::text || ${tasks.id})`;
    return this.database.query(async (queries) => {
      const rows = await queries
        .select()
        .from(tasks)
        .where(
          and(
            gte(tasks.finishedAt, since),
            inArray(tasks.status, [...statuses]),
            notInArray(tasks.job, [...except]),
            ...[isWorthTelling, isUntold],
          ),
        )
        .orderBy(asc(tasks.finishedAt), asc(tasks.id))
        .limit(limit);
      return rows.map(toTask);
    });
  }
}

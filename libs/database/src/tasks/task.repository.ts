import { Inject, Injectable } from '@nestjs/common';
import type {
  JobName,
  NewTask,
  OpenedRun,
  QueueName,
  RunHistory,
  Task,
  TaskEnding,
  TaskStatistics,
} from '#jobs';
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { Database, type Queries } from '../database.js';
import { tasks } from '../schema/index.js';
import { readTaskStatistics } from './task-statistics.js';
import { toEndingColumns, toTask } from './task-row.js';

/** The durable record of tasks in PostgreSQL. */
@Injectable()
export class TaskRepository implements RunHistory {
  constructor(@Inject(Database) private readonly database: Database) {}

  create(task: NewTask): Promise<boolean> {
    return this.database.query(async (queries) => {
      const created = await queries
        .insert(tasks)
        .values(task)
        .onConflictDoNothing()
        .returning({ id: tasks.id });
      return created.length > 0;
    });
  }

  find(taskId: string): Promise<Task | undefined> {
    return this.database.query(async (queries) => {
      const [row] = await queries.select().from(tasks).where(eq(tasks.id, taskId));
      return row && toTask(row);
    });
  }

  async open(taskId: string, worker: string, at: number): Promise<OpenedRun> {
    const opened = await this.change(and(eq(tasks.id, taskId), isUnfinished), {
      fence: sql`${tasks.fence} + 1`,
      losses: sql`${tasks.losses} + (${tasks.status} = 'running')::int`,
      attempt: sql`${tasks.attempt} + (${tasks.status} = 'pending')::int`,
      status: 'running',
      worker,
      startedAt: sql`coalesce(${tasks.startedAt}, ${new Date(at).toISOString()}::timestamptz)`,
    });
    if (opened) {
      const { fence, attempt, losses, cancelRequested, keepPartial } = opened;
      return { state: 'opened', fence, attempt, losses, cancelRequested, keepPartial };
    }
    const task = await this.find(taskId);
    return task ? { state: 'finished', task } : { state: 'unknown' };
  }

  async requeue(taskId: string, fence: number): Promise<boolean> {
    return (await this.change(isRunOf(taskId, fence), { status: 'pending', worker: null })) !== undefined;
  }

  async release(taskId: string, fence: number): Promise<boolean> {
    const released = await this.change(and(isRunOf(taskId, fence), eq(tasks.status, 'running')), {
      status: 'pending',
      worker: null,
      attempt: sql`greatest(${tasks.attempt} - 1, 0)`,
    });
    return released !== undefined || this.holds(isRunOf(taskId, fence));
  }

  async finish(taskId: string, fence: number, ending: TaskEnding): Promise<boolean> {
    const finished = await this.change(isRunOf(taskId, fence), toEndingColumns(ending));
    return finished !== undefined || this.holds(and(eq(tasks.id, taskId), eq(tasks.fence, fence)));
  }

  async finishPending(taskId: string, ending: TaskEnding): Promise<number | undefined> {
    const finished = await this.change(and(eq(tasks.id, taskId), eq(tasks.status, 'pending')), {
      ...toEndingColumns(ending),
      fence: sql`${tasks.fence} + 1`,
    });
    return finished?.fence;
  }

  async requestCancel(taskId: string, keepPartial: boolean): Promise<boolean> {
    const asked = await this.change(and(eq(tasks.id, taskId), isUnfinished), {
      cancelRequested: true,
      keepPartial,
    });
    return asked !== undefined;
  }

  pendingBefore(instant: number, limit: number, after?: Task): Promise<Task[]> {
    const window = and(
      lt(tasks.createdAt, instant),
      after && follows(tasks.createdAt, after.createdAt, after),
    );
    return this.listOldest(tasks.createdAt, and(eq(tasks.status, 'pending'), window), limit);
  }

  runningBefore(instant: number, limit: number, after?: Task): Promise<Task[]> {
    const window = and(
      lt(tasks.startedAt, instant),
      after && follows(tasks.startedAt, after.startedAt, after),
    );
    return this.listOldest(tasks.startedAt, and(eq(tasks.status, 'running'), window), limit);
  }

  countUnfinished(submitter: string, queue: QueueName, limit: number): Promise<number> {
    return this.database.query(async (queries) => {
      const some = queries
        .select({ id: tasks.id })
        .from(tasks)
        .where(and(isUnfinished, eq(tasks.submitter, submitter), eq(tasks.queue, queue)))
        .limit(limit)
        .as('some');
      const [row] = await queries.select({ count: count() }).from(some);
      return row.count;
    });
  }

  active(jobs?: readonly JobName[]): Promise<Task[]> {
    const wanted = jobs ? inArray(tasks.job, [...jobs]) : undefined;
    return this.list((queries) =>
      queries
        .select()
        .from(tasks)
        .where(and(isUnfinished, wanted))
        .orderBy(desc(tasks.createdAt), desc(tasks.id)),
    );
  }

  statistics(jobs: readonly JobName[], now: number): Promise<TaskStatistics> {
    return this.database.query((queries) => readTaskStatistics(queries, jobs, now));
  }

  removeFinishedBefore(instant: number): Promise<number> {
    return this.database.query(async (queries) => {
      const removed = await queries.delete(tasks).where(and(lt(tasks.finishedAt, instant), isNotPinned));
      return removed.rowCount ?? 0;
    });
  }

  /** Changes the one task that the condition holds for; gives it as it is then. */
  private change(
    condition: SQL | undefined,
    values: TaskChange,
  ): Promise<(Task & { losses: number }) | undefined> {
    return this.database.query(async (queries) => {
      const [row] = await queries.update(tasks).set(values).where(condition).returning();
      return row && { ...toTask(row), losses: row.losses };
    });
  }

  private holds(condition: SQL | undefined): Promise<boolean> {
    return this.database.query(async (queries) => {
      return (await queries.select({ id: tasks.id }).from(tasks).where(condition)).length > 0;
    });
  }

  private listOldest(column: AnyPgColumn, condition: SQL | undefined, limit: number): Promise<Task[]> {
    return this.list((queries) =>
      queries
        .select()
        .from(tasks)
        .where(and(isUnfinished, condition))
        .orderBy(asc(column), asc(tasks.id))
        .limit(limit),
    );
  }

  private list(select: (queries: Queries) => Promise<(typeof tasks.$inferSelect)[]>): Promise<Task[]> {
    return this.database.query(async (queries) => (await select(queries)).map(toTask));
  }
}

type TaskChange = Parameters<ReturnType<Queries['update']>['set']>[0];

const isUnfinished = isNull(tasks.finishedAt);
const isNotPinned = sql`not exists (select from backtest_runs r where r.task_id = ${tasks.id} and r.pinned)`;

/** The unfinished task as far as no newer run of it was opened. */
function isRunOf(taskId: string, fence: number): SQL | undefined {
  return and(eq(tasks.id, taskId), eq(tasks.fence, fence), isUnfinished);
}

/** Rows that come after that task where they are ordered by the column, then by id. */
function follows(column: AnyPgColumn, at: number | null, { id }: Task): SQL | undefined {
  return or(gt(column, at), and(eq(column, at), gt(tasks.id, id)));
}

import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError } from '#domain';
import type {
  JobName,
  NewTask,
  OpenedRun,
  RunHistory,
  Task,
  TaskEnding,
  TaskError,
  TaskStatistics,
} from '#jobs';
import { and, asc, desc, eq, gt, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { Database, type Queries } from '../database.js';
import { tasks } from '../schema/index.js';
import { readTaskStatistics } from './task-statistics.js';
import { toEndingColumns, toTask } from './task-row.js';
import { GroupCommit } from './group-commit.js';
import { endRun } from './task-runs.js';
import {
  finishRuns,
  insertTasks,
  openRuns,
  recordTasks,
  removeFinished,
  type RunToFinish,
  type RunToOpen,
} from './task-writes.js';

/** So many, with their results, go well within the time that a statement has. */
const REMOVED_AT_ONCE = 10_000;

/** The durable record of tasks in PostgreSQL. */
@Injectable()
export class TaskRepository implements RunHistory {
  private readonly creating = new GroupCommit<NewTask, boolean>((rows) => this.createAll(rows));
  private readonly opening = new GroupCommit<RunToOpen, Opened | undefined>((rows) => this.openAll(rows));
  private readonly finishing = new GroupCommit<RunToFinish, boolean>((rows) => this.finishAll(rows));

  constructor(@Inject(Database) private readonly database: Database) {}

  create(task: NewTask): Promise<boolean> {
    return this.creating.add(task);
  }

  find(taskId: string): Promise<Task | undefined> {
    return this.database.query(async (queries) => {
      const [row] = await queries.select().from(tasks).where(eq(tasks.id, taskId));
      return row && toTask(row);
    });
  }

  async record(recorded: readonly Task[]): Promise<void> {
    try {
      await this.database.query((queries) => recordTasks(queries, recorded));
    } catch (error) {
      if (error instanceof BarkeepError && error.kind === 'unavailable') throw error;
      // One task that cannot be stored must not keep the others from it; it is stored without what somebody wrote into it.
      if (recorded.length > 1) for (const task of recorded) await this.record([task]);
      else await this.database.query((queries) => recordTasks(queries, recorded.map(withoutTexts)));
    }
  }

  async open(taskId: string, worker: string, at: number): Promise<OpenedRun> {
    const opened = await this.opening.add({ id: taskId, worker, at });
    if (opened) return opened;
    const task = await this.find(taskId);
    return task ? { state: 'finished', task } : { state: 'unknown' };
  }

  requeue(taskId: string, fence: number, at: number, error: TaskError): Promise<boolean> {
    const run = { id: taskId, fence, at, outcome: 'failed', error } as const;
    return this.database.query((queries) => endRun(queries, run));
  }

  release(taskId: string, fence: number, at: number): Promise<boolean> {
    const run = { id: taskId, fence, at, outcome: 'given_back', error: null } as const;
    return this.database.query((queries) => endRun(queries, run));
  }

  async finish(taskId: string, fence: number, ending: TaskEnding): Promise<boolean> {
    const finished = await this.finishing.add({ id: taskId, fence, ending });
    return finished || this.holds(and(eq(tasks.id, taskId), eq(tasks.fence, fence)));
  }

  async finishPending(taskId: string, ending: TaskEnding): Promise<number | undefined> {
    const finished = await this.change(and(eq(tasks.id, taskId), eq(tasks.status, 'pending')), {
      ...toEndingColumns(ending),
      fence: sql`${tasks.fence} + 1`,
    });
    return finished?.fence;
  }

  async withdraw(taskId: string): Promise<void> {
    const isUnopened = and(eq(tasks.id, taskId), eq(tasks.status, 'pending'), eq(tasks.fence, 0));
    await this.database.query((queries) => queries.delete(tasks).where(isUnopened));
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

  statistics(jobs: readonly JobName[], now: number, submitter?: string): Promise<TaskStatistics> {
    return this.database.query((queries) => readTaskStatistics(queries, { jobs, submitter }, now));
  }

  async removeFinishedBefore(instant: number, pageSize = REMOVED_AT_ONCE): Promise<number> {
    let removed = 0;
    let from = '-infinity';
    for (;;) {
      const page = { from, before: instant, limit: pageSize };
      const { count, last } = await this.database.query((queries) => removeFinished(queries, page));
      removed += count;
      if (count < pageSize || last === null) return removed;
      from = last;
    }
  }

  private async createAll(rows: readonly NewTask[]): Promise<boolean[]> {
    const created = await this.database.query((queries) => insertTasks(queries, rows));
    return rows.map(({ id }) => created.has(id));
  }

  private async openAll(rows: readonly RunToOpen[]): Promise<(Opened | undefined)[]> {
    const opened = await this.database.query((queries) => openRuns(queries, rows));
    return rows.map(({ id }) => opened.get(id));
  }

  private async finishAll(rows: readonly RunToFinish[]): Promise<boolean[]> {
    const finished = await this.database.query((queries) => finishRuns(queries, rows));
    return rows.map(({ id }) => finished.has(id));
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

function withoutTexts(task: Task): Task {
  const error = task.error && { code: task.error.code, message: 'What it said cannot be stored' };
  return { ...task, payload: {}, summary: null, error };
}

type Opened = Extract<OpenedRun, { state: 'opened' }>;
type TaskChange = Parameters<ReturnType<Queries['update']>['set']>[0];

const isUnfinished = isNull(tasks.finishedAt);

/** Rows that come after that task where they are ordered by the column, then by id. */
function follows(column: AnyPgColumn, at: number | null, { id }: Task): SQL | undefined {
  return or(gt(column, at), and(eq(column, at), gt(tasks.id, id)));
}

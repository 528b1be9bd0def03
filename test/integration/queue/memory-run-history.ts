import { isFinal } from '#domain';
import {
  NO_PROGRESS,
  type JobName,
  type NewTask,
  type OpenedRun,
  type RunHistory,
  type Task,
  type TaskEnding,
  type TaskStatistics,
} from '#jobs';

type Row = Task & { losses: number };

/** The durable record as the tests of this room need it: in memory, with the rules of the real one. */
export class MemoryRunHistory implements RunHistory {
  readonly rows = new Map<string, Row>();
  /** Calls throw it while it is set. */
  outage: Error | undefined;

  async create(task: NewTask): Promise<boolean> {
    this.assertThere();
    const isTaken = [...this.rows.values()].some(
      (row) => row.id === task.id || (task.slot !== null && row.job === task.job && row.slot === task.slot),
    );
    if (isTaken) return false;
    this.rows.set(task.id, {
      ...task,
      ...{ status: 'pending', outcome: null, attempt: 0, fence: 0, losses: 0, cancelRequested: false },
      ...{ keepPartial: false, worker: null, progress: NO_PROGRESS, error: null, summary: null },
      ...{ startedAt: null, finishedAt: null },
    });
    return true;
  }

  async record(tasks: readonly Task[]): Promise<void> {
    this.assertThere();
    for (const task of tasks) {
      const row = this.rows.get(task.id);
      if (!row) this.rows.set(task.id, { ...task, losses: 0 });
      else if (row.status === 'pending' && row.fence === 0 && isFinal(task.status)) Object.assign(row, task);
    }
  }

  async find(taskId: string): Promise<Task | undefined> {
    this.assertThere();
    const row = this.rows.get(taskId);
    return row && { ...row };
  }

  async open(taskId: string, worker: string, at: number): Promise<OpenedRun> {
    this.assertThere();
    const row = this.rows.get(taskId);
    if (!row) return { state: 'unknown' };
    if (isFinal(row.status)) return { state: 'finished', task: { ...row } };
    if (row.status === 'running') row.losses += 1;
    else row.attempt += 1;
    Object.assign(row, { status: 'running', worker, fence: row.fence + 1, startedAt: row.startedAt ?? at });
    const { fence, attempt, losses, cancelRequested, keepPartial } = row;
    return { state: 'opened', fence, attempt, losses, cancelRequested, keepPartial };
  }

  async requeue(taskId: string, fence: number): Promise<boolean> {
    return this.change(taskId, fence, { status: 'pending', worker: null });
  }

  async release(taskId: string, fence: number): Promise<boolean> {
    const row = this.rows.get(taskId);
    const attempt = row?.status === 'running' ? row.attempt - 1 : row?.attempt;
    return this.change(taskId, fence, { status: 'pending', worker: null, attempt });
  }

  async finish(taskId: string, fence: number, ending: TaskEnding): Promise<boolean> {
    return this.change(taskId, fence, ending);
  }

  async finishPending(taskId: string, ending: TaskEnding): Promise<number | undefined> {
    this.assertThere();
    const row = this.rows.get(taskId);
    if (row?.status !== 'pending') return undefined;
    Object.assign(row, ending, { fence: row.fence + 1 });
    return row.fence;
  }

  async withdraw(taskId: string): Promise<void> {
    this.assertThere();
    if (this.rows.get(taskId)?.status === 'pending') this.rows.delete(taskId);
  }

  async requestCancel(taskId: string, keepPartial: boolean): Promise<boolean> {
    const row = this.rows.get(taskId);
    if (!row || isFinal(row.status)) return false;
    Object.assign(row, { cancelRequested: true, keepPartial });
    return true;
  }

  async pendingBefore(instant: number, limit: number, after?: Task): Promise<Task[]> {
    return this.pageOf((row) => row.status === 'pending' && row.createdAt < instant, limit, after);
  }

  async runningBefore(instant: number, limit: number, after?: Task): Promise<Task[]> {
    return this.pageOf((row) => row.status === 'running' && (row.startedAt ?? 0) < instant, limit, after);
  }

  async active(jobs?: readonly JobName[]): Promise<Task[]> {
    this.assertThere();
    const active = [...this.rows.values()].filter((row) => !isFinal(row.status));
    return jobs ? active.filter((row) => jobs.includes(row.job)) : active;
  }

  async statistics(): Promise<TaskStatistics> {
    throw new Error('no test asks for statistics');
  }

  async removeFinishedBefore(instant: number): Promise<number> {
    const old = [...this.rows.values()].filter((row) => row.finishedAt !== null && row.finishedAt < instant);
    old.forEach((row) => this.rows.delete(row.id));
    return old.length;
  }

  private pageOf(isListed: (row: Row) => boolean, limit: number, after: Task | undefined): Task[] {
    const listed = [...this.rows.values()].filter(isListed);
    const start = listed.findIndex((row) => row.id === after?.id) + 1;
    return listed.slice(start, start + limit).map((row) => ({ ...row }));
  }

  private change(taskId: string, fence: number, values: Partial<Row>): boolean {
    this.assertThere();
    const row = this.rows.get(taskId);
    if (!row || row.fence !== fence) return false;
    if (!isFinal(row.status)) Object.assign(row, values);
    return true;
  }

  private assertThere(): void {
    if (this.outage) throw this.outage;
  }
}

import { BarkeepError, isFinal, type TaskStatus } from '#domain';
import type { RunHistory, Task, TaskStore } from '#jobs';
import type { ControlChannel } from './control-channel.js';
import type { JobProducer } from './job-producer.js';
import type { RecordKeeper } from './record-keeper.js';
import { toEnding } from './run/conclude-run.js';

export interface Cancellation {
  taskId: string;
  /** `cancelled` when it ended at once; `running` when its worker was told to stop. */
  status: TaskStatus;
}

/** Cancels tasks, wherever they are. */
export class TaskCancellation {
  constructor(
    private readonly history: RunHistory,
    private readonly store: TaskStore,
    private readonly producer: JobProducer,
    private readonly control: ControlChannel,
    private readonly records: Pick<RecordKeeper, 'handOver'>,
  ) {}

  /**
   * Ends a waiting task at once; tells the worker of a running one, which ends it as soon as it can.
   * With `keepPartial` a run stores what it has computed.
   * @throws BarkeepError TASK_NOT_FOUND, TASK_FINISHED
   */
  async cancel(taskId: string, { keepPartial }: { keepPartial: boolean }): Promise<Cancellation> {
    await this.records.handOver(taskId);
    const task = await this.history.find(taskId);
    if (!task) throw new BarkeepError('TASK_NOT_FOUND', `There is no task ${taskId}`);
    refuseFinished(task);
    if (await this.history.requestCancel(taskId, keepPartial)) {
      if (await this.endPending(task, keepPartial)) return { taskId, status: 'cancelled' };
      await this.store.requestCancel(taskId, keepPartial);
      await this.control.send({ kind: 'cancel', taskId, keepPartial });
    }
    const current = await this.history.find(taskId);
    if (current && isFinal(current.status) && current.status !== 'cancelled') refuseFinished(current);
    return { taskId, status: current?.status ?? 'running' };
  }

  /** Ends the task if it still waits; false when a worker was faster. */
  async cancelWaiting(task: Task): Promise<boolean> {
    await this.records.handOver(task.id);
    return this.endPending(task, false);
  }

  private async endPending(task: Task, keepPartial: boolean): Promise<boolean> {
    const error = { code: 'TASK_CANCELLED', message: 'The task was cancelled' } as const;
    const ending = toEnding(error, Date.now());
    const fence = await this.history.finishPending(task.id, ending);
    if (fence === undefined) return false;
    // Asked first, so that the state says of the ended task what its row says.
    await this.store.requestCancel(task.id, keepPartial);
    await this.store.append(task.id, fence, { event: 'cancelled', ending });
    await this.producer.removeWaiting(task.id, task.queue);
    return true;
  }
}

function refuseFinished(task: Task): void {
  if (!isFinal(task.status)) return;
  throw new BarkeepError('TASK_FINISHED', `The task has already ended (${task.status})`, {
    extra: { task_status: task.status },
  });
}

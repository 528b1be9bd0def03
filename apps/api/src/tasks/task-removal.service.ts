import { Inject, Injectable, Logger } from '@nestjs/common';
import { TaskArchive } from '#database';
import { BarkeepError } from '#domain';
import { TASK_STORE, type TaskStore } from '#jobs';
import { JobProducer, RecordKeeper } from '#queue';

/** Forgets tasks that have ended, wherever something of them is kept. */
@Injectable()
export class TaskRemoval {
  private readonly log = new Logger('TaskRemoval');

  constructor(
    @Inject(TaskArchive) private readonly archive: TaskArchive,
    @Inject(RecordKeeper) private readonly records: RecordKeeper,
    @Inject(TASK_STORE) private readonly store: TaskStore,
    @Inject(JobProducer) private readonly producer: JobProducer,
  ) {}

  /** @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED */
  async remove(taskId: string): Promise<void> {
    const task = await this.records.find(taskId);
    const removal = task ? await this.archive.remove(taskId) : 'unknown';
    if (!task || removal === 'unknown') {
      throw new BarkeepError('TASK_NOT_FOUND', `There is no task ${taskId.slice(0, 64)}.`);
    }
    if (removal === 'unfinished') {
      throw new BarkeepError('TASK_NOT_FINISHED', `The task is ${task.status}; cancel it first.`, {
        extra: { task_status: task.status },
      });
    }
    // What Redis has of it goes by itself after a while; the durable record is what counts.
    await Promise.all([this.store.remove(taskId), this.producer.removeWaiting(taskId, task.queue)]).catch(
      (error: unknown) => this.log.debug({ message: 'left in Redis', task_id: taskId, err: error }),
    );
  }
}

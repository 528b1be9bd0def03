import { Inject, Injectable } from '@nestjs/common';
import { TaskArchive } from '#database';
import { BarkeepError } from '#domain';
import { QUEUE_NAMES, type QueueName, type Task } from '#jobs';
import { TaskCancellation, TaskQueues } from '#queue';

const BATCH = 100;

/** Stops, empties and tidies queues. */
@Injectable()
export class QueueSteering {
  constructor(
    @Inject(TaskQueues) private readonly queues: TaskQueues,
    @Inject(TaskArchive) private readonly archive: TaskArchive,
    @Inject(TaskCancellation) private readonly cancellation: TaskCancellation,
  ) {}

  /** @throws BarkeepError QUEUE_NOT_FOUND */
  require(name: string): QueueName {
    const found = QUEUE_NAMES.find((queue) => queue === name);
    if (found) return found;
    throw new BarkeepError('QUEUE_NOT_FOUND', `There is no queue ${name.slice(0, 64)}.`, {
      extra: { available: QUEUE_NAMES },
    });
  }

  pause(name: QueueName): Promise<void> {
    return this.queues.pause(name);
  }

  resume(name: QueueName): Promise<void> {
    return this.queues.resume(name);
  }

  clean(name: QueueName): Promise<number> {
    return this.queues.clean(name);
  }

  /** Cancels what waits in the queue at this moment; gives how many tasks. Running ones go on. */
  async drain(queue: QueueName): Promise<number> {
    const until = Date.now();
    let drained = 0;
    let batch: Task[] = [];
    do {
      const after = batch.at(-1);
      batch = await this.archive.search({ queue, until, statuses: ['pending'] }, BATCH, after);
      const ended = await Promise.all(batch.map((task) => this.cancellation.cancelWaiting(task)));
      drained += ended.filter(Boolean).length;
    } while (batch.length === BATCH);
    return drained;
  }
}

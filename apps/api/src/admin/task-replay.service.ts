import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { TaskArchive } from '#database';
import { BarkeepError } from '#domain';
import { parsePayload, type QueueName, type Task } from '#jobs';
import { JobProducer, RecordKeeper } from '#queue';
import type { ReplayDto } from './task-history.dto.js';

const MOST_AT_ONCE = 1_000;

/** Runs tasks again that did not complete, as new tasks that name the old ones. */
@Injectable()
export class TaskReplay {
  constructor(
    @Inject(RecordKeeper) private readonly records: RecordKeeper,
    @Inject(TaskArchive) private readonly archive: TaskArchive,
    @Inject(JobProducer) private readonly producer: JobProducer,
  ) {}

  /**
   * With what the task was given, or with another payload.
   * @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, PAYLOAD_INVALID, STORE_UNAVAILABLE
   */
  async replay(taskId: string, submitter: string, payload?: object): Promise<ReplayDto> {
    const task = await this.records.find(taskId);
    if (!task) throw new BarkeepError('TASK_NOT_FOUND', `There is no task ${taskId.slice(0, 64)}.`);
    if (task.finishedAt === null) {
      throw new BarkeepError('TASK_NOT_FINISHED', `The task is ${task.status}; cancel it first.`, {
        extra: { task_status: task.status },
      });
    }
    if (payload) await this.check(task, payload);
    return this.repeat(task, submitter, payload);
  }

  /** Failed and timed out tasks of the queue since the instant (UTC ms) that nobody has repeated yet, oldest first. */
  async replayFailed(queue: QueueName, since: number, submitter: string): Promise<ReplayDto[]> {
    const failed = await this.archive.search({ queue, since, statuses: ['failed', 'timeout'] }, MOST_AT_ONCE);
    const replays: ReplayDto[] = [];
    for (const task of failed.reverse()) {
      const repeated = await this.archive.search({ replayOf: task.id }, 1);
      if (repeated.length === 0) replays.push(await this.repeat(task, submitter));
    }
    return replays;
  }

  private async check(task: Task, payload: object): Promise<void> {
    await parsePayload(task.job, payload).catch((error: unknown) => {
      if (!(error instanceof BarkeepError)) throw error;
      throw new BarkeepError('BODY_INVALID', error.message, { faults: error.faults });
    });
  }

  private async repeat(task: Task, submitter: string, payload = task.payload): Promise<ReplayDto> {
    const { id: replayOf, job, queue } = task;
    const id = randomUUID();
    await this.producer.enqueue({
      ...{ id, job, queue, payload, submitter, replayOf },
      ...{ slot: null, createdAt: Date.now() },
    });
    return { task_id: id, replay_of: replayOf, job, queue };
  }
}

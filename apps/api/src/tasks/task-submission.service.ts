import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError } from '#domain';
import { RUN_HISTORY, type NewTask, type RunHistory } from '#jobs';
import { JobProducer } from '#queue';
import { IdempotencyKeys } from '#task-persistence';
import { canonicalJson } from './canonical-json.js';

const KEY_SHAPE = /^[\x21-\x7e]{1,255}$/;

/** Queues checked tasks, once for each Idempotency-Key. */
@Injectable()
export class TaskSubmission {
  constructor(
    @Inject(IdempotencyKeys) private readonly keys: IdempotencyKeys,
    @Inject(JobProducer) private readonly producer: JobProducer,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
  ) {}

  /**
   * Gives the id of the queued task: with the same key and body again, that of the first time.
   * @throws BarkeepError IDEMPOTENCY_CONFLICT, PARAMETER_INVALID, STORE_UNAVAILABLE
   */
  async submit(task: NewTask, body: unknown, idempotencyKey?: string): Promise<string> {
    if (idempotencyKey === undefined) {
      await this.producer.enqueue(task);
      return task.id;
    }
    if (!KEY_SHAPE.test(idempotencyKey)) {
      throw new BarkeepError('PARAMETER_INVALID', 'Idempotency-Key has to be 1 to 255 printable characters.');
    }
    const digest = createHash('sha256')
      .update(canonicalJson([task.job, body]))
      .digest('hex');
    const claim = await this.keys.claim(idempotencyKey, digest, task.id);
    if (claim.digest !== digest) {
      throw new BarkeepError(
        'IDEMPOTENCY_CONFLICT',
        'This Idempotency-Key was used with another body within a day.',
      );
    }
    // A claim without a task was left by a caller or an API that went away in between.
    if (claim.taskId === task.id || !(await this.history.find(claim.taskId))) {
      await this.enqueueOrRelease({ ...task, id: claim.taskId }, idempotencyKey);
    }
    return claim.taskId;
  }

  /** The key must not lead to a task that was never queued. */
  private async enqueueOrRelease(task: NewTask, key: string): Promise<void> {
    try {
      await this.producer.enqueue(task);
    } catch (error) {
      await this.keys.release(key).catch(() => undefined);
      throw error;
    }
  }
}

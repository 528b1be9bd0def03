import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError } from '#domain';
import { RUN_HISTORY, type NewTask, type RunHistory } from '#jobs';
import { JobProducer } from '#queue';
import { IdempotencyKeys } from '#task-persistence';
import { canonicalJson } from './canonical-json.js';

const KEY_SHAPE = /^[\x21-\x7e]{1,255}$/;

/** A checked task to be queued; with a key, once for that key and body. */
export interface Submission {
  task: NewTask;
  body: unknown;
  idempotencyKey?: string;
}

/** What became of a submission: the task that stands for it, and whether its key was taken for it now. */
interface Claimed {
  task: NewTask;
  isKnown: boolean;
  key?: string;
}

/** Queues checked tasks, once for each Idempotency-Key of a submitter. */
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
    const [id] = await this.submitAll([{ task, body, idempotencyKey }]);
    if (id instanceof BarkeepError) throw id;
    return id;
  }

  /**
   * Queues many in one step; gives of each the id, or why it was refused.
   * @throws BarkeepError STORE_UNAVAILABLE when they could not be queued; then none of them will run, but for light ones.
   */
  async submitAll(submissions: readonly Submission[]): Promise<(string | BarkeepError)[]> {
    const claims = await Promise.all(submissions.map((submission) => this.claim(submission)));
    const wanted = claims.filter((claim): claim is Claimed => !(claim instanceof BarkeepError));
    const fresh = wanted.filter(({ isKnown }) => !isKnown);
    try {
      await this.producer.enqueueAll(fresh.map(({ task }) => task));
    } catch (error) {
      // A key must not lead to a task that was never queued.
      await Promise.all(fresh.map((claimed) => this.release(claimed).catch(() => undefined)));
      throw error;
    }
    return claims.map((claim) => (claim instanceof BarkeepError ? claim : claim.task.id));
  }

  private async release({ task, key }: Claimed): Promise<void> {
    if (key !== undefined) await this.keys.release(task.submitter, key);
  }

  private async claim({ task, body, idempotencyKey: key }: Submission): Promise<Claimed | BarkeepError> {
    if (key === undefined) return { task, isKnown: false };
    if (!KEY_SHAPE.test(key)) {
      return new BarkeepError(
        'PARAMETER_INVALID',
        'Idempotency-Key has to be 1 to 255 printable characters.',
      );
    }
    const digest = createHash('sha256')
      .update(canonicalJson([task.job, body]))
      .digest('hex');
    const claim = await this.keys.claim(task.submitter, key, { digest, taskId: task.id });
    if (claim.digest !== digest) {
      return new BarkeepError(
        'IDEMPOTENCY_CONFLICT',
        'This Idempotency-Key was used with another body within a day.',
      );
    }
    // A claim without a task was left by a caller or an API that went away in between.
    const isKnown = claim.taskId !== task.id && (await this.history.find(claim.taskId)) !== undefined;
    return { task: { ...task, id: claim.taskId }, isKnown, key };
  }
}

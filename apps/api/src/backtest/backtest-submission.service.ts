import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { BacktestRequest } from '#backtest-engine';
import { BarkeepError, type Fault } from '#domain';
import { RUN_HISTORY, type NewTask, type RunHistory } from '#jobs';
import { JobProducer } from '#queue';
import { IdempotencyKeys } from '#task-persistence';
import { canonicalJson } from './canonical-json.js';
import { RunChecks } from './run-checks.js';

export interface Submission {
  taskId: string;
  warnings: Fault[];
}

/** Takes a run body to a queued task, or to all its faults. */
@Injectable()
export class BacktestSubmission {
  constructor(
    @Inject(RunChecks) private readonly checks: RunChecks,
    @Inject(IdempotencyKeys) private readonly keys: IdempotencyKeys,
    @Inject(JobProducer) private readonly producer: JobProducer,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
  ) {}

  /**
   * With the same key and body again, the task of the first time.
   * @throws BarkeepError STRATEGY_INVALID with every fault, IDEMPOTENCY_CONFLICT, STORE_UNAVAILABLE
   */
  async submit(body: unknown, submitter: string, idempotencyKey?: string): Promise<Submission> {
    const { strategy, request, warnings } = await this.checks.check(body);
    const task = toTask(strategy, request, submitter);
    if (idempotencyKey === undefined) {
      await this.producer.enqueue(task);
      return { taskId: task.id, warnings };
    }
    const digest = createHash('sha256').update(canonicalJson(body)).digest('hex');
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
    return { taskId: claim.taskId, warnings };
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

function toTask(
  strategy: Readonly<Record<string, unknown>>,
  request: BacktestRequest,
  submitter: string,
): NewTask {
  return {
    id: randomUUID(),
    job: 'backtest_run',
    queue: 'backtest',
    slot: null,
    payload: { strategy, request },
    submitter,
    createdAt: Date.now(),
  };
}

import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Fault } from '#domain';
import type { NewTask } from '#jobs';
import { TaskSubmission } from '../tasks/task-submission.service.js';
import { RunChecks, type CheckedRun } from './run-checks.js';

export interface Submission {
  taskId: string;
  warnings: Fault[];
}

/** Takes a run body to a queued task, or to all its faults. */
@Injectable()
export class BacktestSubmission {
  constructor(
    @Inject(RunChecks) private readonly checks: RunChecks,
    @Inject(TaskSubmission) private readonly tasks: TaskSubmission,
  ) {}

  /**
   * With the same key and body again, the task of the first time.
   * @throws BarkeepError STRATEGY_INVALID with every fault, IDEMPOTENCY_CONFLICT, STORE_UNAVAILABLE
   */
  async submit(body: unknown, submitter: string, idempotencyKey?: string): Promise<Submission> {
    const { warnings, ...payload } = await this.checks.check(body);
    const task = toTask(payload, submitter);
    return { taskId: await this.tasks.submit(task, body, idempotencyKey), warnings };
  }
}

function toTask(payload: Omit<CheckedRun, 'warnings'>, submitter: string): NewTask {
  return {
    id: randomUUID(),
    job: 'backtest_run',
    queue: 'backtest',
    slot: null,
    payload,
    submitter,
    createdAt: Date.now(),
  };
}

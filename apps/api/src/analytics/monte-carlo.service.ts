import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError, type Fault } from '#domain';
import type { MonteCarloPayload, NewTask } from '#jobs';
import { countFaults } from '../problems/count-faults.js';
import { TaskLookup } from '../tasks/task-lookup.js';
import { TaskSubmission } from '../tasks/task-submission.service.js';
import { withoutResult } from '../tasks/without-result.js';
import { validateDocument } from '../validation/validate-document.js';
import { DEFAULT_PATHS, RunMonteCarloDto, type MonteCarloResultDto } from './monte-carlo.dto.js';

/** Resamples finished backtests. */
@Injectable()
export class MonteCarlo {
  constructor(
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(TaskSubmission) private readonly tasks: TaskSubmission,
  ) {}

  /** @throws BarkeepError BODY_INVALID with every fault, TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED of the backtest */
  async submit(body: unknown, submitter: string, idempotencyKey?: string): Promise<string> {
    const { document, draft, faults } = validateDocument(RunMonteCarloDto, body);
    if (draft && !draft.run_id) {
      faults.push({ path: '/run_id', code: 'E_SCHEMA', message: 'run_id is required' });
    }
    if (faults.length > 0 || !document?.run_id) throw refusal(faults);
    const found = await this.lookup.require(document.run_id);
    const { task } = found;
    if (task.job !== 'backtest_run') {
      throw new BarkeepError('TASK_NOT_FOUND', `There is no backtest ${task.id.slice(0, 64)}.`);
    }
    if (task.status !== 'completed' && task.outcome !== 'partial') throw withoutResult(found);
    return this.tasks.submit(toTask(document, document.run_id, submitter), body, idempotencyKey);
  }

  /** @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED */
  async result(taskId: string): Promise<MonteCarloResultDto> {
    const found = await this.lookup.require(taskId);
    const { task } = found;
    if (task.job !== 'monte_carlo') {
      throw new BarkeepError('TASK_NOT_FOUND', `There is no Monte Carlo task ${taskId.slice(0, 64)}.`);
    }
    if (task.status === 'completed' && task.summary) {
      return { task_id: taskId, status: task.status, ...task.summary } as unknown as MonteCarloResultDto;
    }
    throw withoutResult(found);
  }
}

function refusal(faults: Fault[]): BarkeepError {
  return new BarkeepError('BODY_INVALID', `The body has ${countFaults(faults)}; nothing was queued.`, {
    faults,
  });
}

function toTask(body: RunMonteCarloDto, runId: string, submitter: string): NewTask {
  const payload: MonteCarloPayload = {
    run_id: runId,
    method: body.method ?? 'shuffle_trades',
    paths: body.paths ?? DEFAULT_PATHS,
    mean_block: body.mean_block ?? 10,
    seed: body.seed ?? 0,
  };
  return {
    ...{ id: randomUUID(), job: 'monte_carlo', queue: 'analytics', slot: null, payload, submitter },
    createdAt: Date.now(),
  };
}

import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { BarkeepError, type Fault, type TaskStatus } from '#domain';
import { RUN_HISTORY, type NewTask, type RunHistory } from '#jobs';
import { compileStrategy, listAblations, refuseAblations } from '#strategy';
import { countFaults } from '../problems/count-faults.js';
import { TaskLookup } from '../tasks/task-lookup.js';
import { TaskSubmission } from '../tasks/task-submission.service.js';
import { withoutResult } from '../tasks/without-result.js';
import { validateDocument } from '../validation/validate-document.js';
import type { AnalysisStartedDto } from './analysis-started.dto.js';

/** Who asks for an analysis, and with which idempotency key. */
export interface Asker {
  submitter: string;
  idempotencyKey?: string;
}

type AnalysisJob = 'ablation' | 'monte_carlo';

interface Analysis {
  readonly title: string;
  /** Part of its address. */
  readonly segment: string;
  /** Why it can't be made of a backtest with that payload. */
  readonly refuse?: (payload: object) => string | undefined;
}

const ANALYSES: Readonly<Record<AnalysisJob, Analysis>> = {
  ablation: { title: 'Ablation', segment: 'ablation', refuse: refuseWithoutParts },
  monte_carlo: { title: 'Monte Carlo', segment: 'monte-carlo' },
};

export const SUBMIT_ERRORS = [
  ...(['BODY_MALFORMED', 'BODY_INVALID', 'TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED'] as const),
  'IDEMPOTENCY_CONFLICT',
] as const;
export const RESULT_ERRORS = ['TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED'] as const;

/** Queues what is computed from one finished backtest, and gives what came of it. */
@Injectable()
export class RunAnalysis {
  constructor(
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
    @Inject(TaskSubmission) private readonly tasks: TaskSubmission,
  ) {}

  /** @throws BarkeepError BODY_INVALID with every fault, TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED of the backtest */
  async submit<Body extends { run_id?: string }>(
    job: AnalysisJob,
    type: new () => Body,
    body: unknown,
    toPayload: (body: Body, runId: string) => object,
    { submitter, idempotencyKey }: Asker,
  ): Promise<AnalysisStartedDto> {
    const { document, draft, faults } = validateDocument(type, body);
    if (draft && !draft.run_id) {
      faults.push({ path: '/run_id', code: 'E_SCHEMA', message: 'run_id is required' });
    }
    if (faults.length > 0 || !document?.run_id) throw refusal(faults);
    const { run_id: runId } = document;
    const found = await this.lookup.require(runId);
    const { task } = found;
    if (task.job !== 'backtest_run') {
      throw new BarkeepError('TASK_NOT_FOUND', `There is no backtest ${task.id.slice(0, 64)}.`);
    }
    if (task.status !== 'completed' && task.outcome !== 'partial') throw withoutResult(found);
    const { title, segment, refuse } = ANALYSES[job];
    const refused = refuse?.((await this.history.find(runId))?.payload ?? {});
    if (refused !== undefined) throw refusal([{ path: '/run_id', code: 'E_CONFLICT', message: refused }]);
    const queued: NewTask = {
      ...{
        id: randomUUID(),
        job,
        queue: 'analytics',
        slot: null,
        payload: toPayload(document, runId),
        submitter,
      },
      createdAt: Date.now(),
    };
    const taskId = await this.tasks.submit(queued, body, idempotencyKey);
    const links = { result: `/api/v1/analytics/${segment}/${taskId}` };
    return { task_id: taskId, status: 'started', message: `${title} queued`, links };
  }

  /** @throws BarkeepError TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED */
  async result(job: AnalysisJob, taskId: string): Promise<{ task_id: string; status: TaskStatus }> {
    const found = await this.lookup.require(taskId);
    const { task } = found;
    if (task.job !== job) {
      const { title } = ANALYSES[job];
      throw new BarkeepError('TASK_NOT_FOUND', `${title}: there is no task ${taskId.slice(0, 64)}.`);
    }
    if (task.status === 'completed' && task.summary)
      return { task_id: taskId, status: task.status, ...task.summary };
    throw withoutResult(found);
  }
}

function refuseWithoutParts(payload: object): string | undefined {
  const compiled = compileStrategy('strategy' in payload ? payload.strategy : undefined);
  return compiled.ok ? refuseAblations(listAblations(compiled.strategy)) : undefined;
}

function refusal(faults: Fault[]): BarkeepError {
  return new BarkeepError('BODY_INVALID', `The body has ${countFaults(faults)}; nothing was queued.`, {
    faults,
  });
}

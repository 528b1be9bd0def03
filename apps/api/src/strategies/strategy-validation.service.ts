import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { StrategyRepository } from '#database';
import { BarkeepError, type Fault } from '#domain';
import { JobProducer } from '#queue';
import { RunChecks, type CheckedRun } from '../backtest/run-checks.js';
import { TaskLookup } from '../tasks/task-lookup.js';
import { withoutResult } from '../tasks/without-result.js';
import type { StrategyValidationDto } from './strategy-validation.dto.js';
import { StrategyLibrary } from './strategy-library.service.js';

export interface StartedValidation {
  taskId: string;
  version: number;
  warnings: Fault[];
}

export interface CheckedDryRun extends CheckedRun {
  strategy_id: string;
  version: number;
}

/** Dry runs of stored strategies; each strategy knows its newest. */
@Injectable()
export class StrategyValidations {
  constructor(
    @Inject(StrategyLibrary) private readonly library: StrategyLibrary,
    @Inject(StrategyRepository) private readonly repository: StrategyRepository,
    @Inject(RunChecks) private readonly checks: RunChecks,
    @Inject(JobProducer) private readonly producer: JobProducer,
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
  ) {}

  /** @throws BarkeepError STRATEGY_NOT_FOUND, STRATEGY_INVALID with every fault of the strategy and its data */
  async start(id: string, body: object, submitter: string): Promise<StartedValidation> {
    const { warnings, ...payload } = await this.check(id, body);
    const taskId = randomUUID();
    await this.producer.enqueue({
      ...{ id: taskId, job: 'strategy_validation', queue: 'strategy', slot: null, submitter, payload },
      createdAt: Date.now(),
    });
    await this.repository.setValidation(id, taskId);
    return { taskId, version: payload.version, warnings };
  }

  /** The dry run that a body asks for. @throws BarkeepError STRATEGY_NOT_FOUND, STRATEGY_INVALID */
  async check(id: string, body: object): Promise<CheckedDryRun> {
    const { entry } = await this.library.require(id);
    const run = { timeframe: '1d', ...body, strategy_id: id };
    const checked = await this.checks.check(run);
    const { strategy_version: version } = run as { strategy_version?: number | null };
    return { strategy_id: id, version: version ?? entry.version, ...checked };
  }

  /** @throws BarkeepError STRATEGY_NOT_FOUND, TASK_NOT_FOUND, TASK_NOT_FINISHED, TASK_FAILED */
  async result(id: string): Promise<StrategyValidationDto> {
    const { entry } = await this.library.require(id);
    if (entry.validationTaskId === null)
      throw new BarkeepError('TASK_NOT_FOUND', 'The strategy was not validated yet.');
    const found = await this.lookup.require(entry.validationTaskId);
    const { id: task_id, status, summary } = found.task;
    if (status !== 'completed' || !summary) throw withoutResult(found);
    return { task_id, status, ...summary } as unknown as StrategyValidationDto;
  }
}

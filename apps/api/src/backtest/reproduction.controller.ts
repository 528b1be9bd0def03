import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { BacktestRequest } from '#backtest-engine';
import { BarkeepError } from '#domain';
import { RUN_HISTORY, type RunHistory } from '#jobs';
import { JobProducer } from '#queue';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIso } from '../tasks/instants.js';
import { backtestLinks } from '../tasks/task-views.js';
import { BacktestResults } from './backtest-results.service.js';
import { compareRuns } from './compare-runs.js';
import { ReproductionStartedDto, RunComparisonDto, RunRequestDto } from './reproduction.dto.js';
import { toSnakeCase } from './snake-case.js';

@ApiTags('Backtests')
@Controller('api/v1/backtest/runs')
export class ReproductionController {
  constructor(
    @Inject(BacktestResults) private readonly results: BacktestResults,
    @Inject(JobProducer) private readonly producer: JobProducer,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
  ) {}

  @Get(':task_id/request')
  @Operation({
    id: 'getRunRequest',
    summary: 'What a run was asked, whatever came of it',
    description: 'Strategy and run body of a backtest in any state: to change it and run it anew.',
    errors: ['TASK_NOT_FOUND'],
  })
  @Answers(200, RunRequestDto, 'As they stand in the result, too, where there is one.')
  async request(@Param('task_id') taskId: string): Promise<RunRequestDto> {
    const task = await this.history.find(taskId);
    if (task?.job !== 'backtest_run')
      throw new BarkeepError('TASK_NOT_FOUND', `There is no backtest ${taskId.slice(0, 64)}.`);
    const { strategy, request } = task.payload as Record<'strategy' | 'request', Record<string, unknown>>;
    return { task_id: taskId, strategy, request: toSnakeCase(request) as Record<string, unknown> };
  }

  @Post(':task_id/reproduce')
  @HttpCode(202)
  @Operation({
    id: 'reproduceBacktest',
    role: 'trader',
    queuesBacktest: true,
    onlyReads: true,
    summary: 'Run a kept backtest again, over the data as it was',
    description: 'The answer leads to a comparison that names every field in which both results differ.',
    errors: ['TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED'],
  })
  @Answers(202, ReproductionStartedDto, 'The new run is queued.')
  async reproduce(
    @Param('task_id') taskId: string,
    @Submitter() submitter: string,
  ): Promise<ReproductionStartedDto> {
    const { stored } = await this.results.require(taskId);
    const request = stored.request as BacktestRequest;
    const asOf = request.asOf ?? toIso(stored.startedAt);
    const id = randomUUID();
    await this.producer.enqueue({
      ...{ id, job: 'backtest_run', queue: 'backtest', slot: null, submitter, createdAt: Date.now() },
      payload: { strategy: stored.strategy, request: { ...request, asOf } },
    });
    const comparison = `/api/v1/backtest/runs/${taskId}/compare/${id}`;
    return {
      task_id: id,
      reproduces: taskId,
      status: 'started',
      links: { ...backtestLinks(id), comparison },
    };
  }

  @Get(':task_id/compare/:other_task_id')
  @Operation({
    id: 'compareBacktests',
    summary: 'The fields in which two kept runs differ',
    errors: ['TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED'],
  })
  @Answers(200, RunComparisonDto, 'No differences: the second run is the first one again.')
  async compare(
    @Param('task_id') taskId: string,
    @Param('other_task_id') otherId: string,
  ): Promise<RunComparisonDto> {
    const [first, second] = [await this.results.require(taskId), await this.results.require(otherId)];
    const differences = compareRuns(first.stored, second.stored);
    return { task_id: taskId, other_task_id: otherId, equal: differences.length === 0, differences };
  }
}

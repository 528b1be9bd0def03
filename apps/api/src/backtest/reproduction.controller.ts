import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { BacktestRequest } from '#backtest-engine';
import { JobProducer } from '#queue';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIso } from '../tasks/instants.js';
import { backtestLinks } from '../tasks/task-views.js';
import { BacktestResults } from './backtest-results.service.js';
import { compareRuns } from './compare-runs.js';
import { ReproductionStartedDto, RunComparisonDto } from './reproduction.dto.js';

@ApiTags('Backtests')
@Controller('api/v1/backtest/runs')
export class ReproductionController {
  constructor(
    @Inject(BacktestResults) private readonly results: BacktestResults,
    @Inject(JobProducer) private readonly producer: JobProducer,
  ) {}

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

import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { TaskCancellation } from '#queue';
import { Caller, Submitter } from '../access/caller.decorator.js';
import type { Identity } from '../access/identity.js';
import { taskOwnerOf } from '../access/ownership.service.js';
import { TakesIdempotencyKey } from '../openapi/idempotency-key.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { CancelledTaskDto, CancelQuery } from '../tasks/cancel.dto.js';
import { ActiveTasksDto, TaskStatusDto } from '../tasks/task-status.dto.js';
import { TaskLookup } from '../tasks/task-lookup.js';
import { ActiveTasks } from '../tasks/active-tasks.js';
import { backtestLinks, toCancelled, toTaskStatus } from '../tasks/task-views.js';
import { BacktestStartedDto } from './backtest-started.dto.js';
import { BacktestStatistics } from './backtest-statistics.service.js';
import { BacktestStatisticsDto } from './backtest-statistics.dto.js';
import { BacktestSubmission } from './backtest-submission.service.js';
import { RUN_EXAMPLES } from './run-examples.js';
import { RunBacktestDto } from './run-backtest.dto.js';

@ApiTags('Backtests')
@Controller('api/v1/backtest')
export class BacktestController {
  constructor(
    @Inject(BacktestSubmission) private readonly submission: BacktestSubmission,
    @Inject(TaskCancellation) private readonly cancellation: TaskCancellation,
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(ActiveTasks) private readonly activeTasks: ActiveTasks,
    @Inject(BacktestStatistics) private readonly statistics: BacktestStatistics,
  ) {}

  @Post('run')
  @HttpCode(202)
  @Operation({
    id: 'runBacktest',
    role: 'trader',
    queuesBacktest: true,
    summary: 'Check a strategy and queue its backtest',
    description:
      'Every fault of body, strategy, dates and data is answered at once, before anything is queued.',
    errors: [
      'BODY_MALFORMED',
      'IDEMPOTENCY_CONFLICT',
      'BODY_TOO_LARGE',
      'MEDIA_UNSUPPORTED',
      'STRATEGY_INVALID',
      'STRATEGY_NOT_FOUND',
    ],
  })
  @ApiBody({ type: RunBacktestDto, examples: RUN_EXAMPLES })
  @TakesIdempotencyKey()
  @Answers(202, BacktestStartedDto, 'The backtest is queued.')
  async run(
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @Submitter() submitter: string,
  ): Promise<BacktestStartedDto> {
    const { taskId, warnings } = await this.submission.submit(body, submitter, key);
    return {
      task_id: taskId,
      status: 'started',
      message: 'Backtest queued',
      websocket_url: `/ws/backtest/${taskId}`,
      celery_task_id: taskId,
      links: backtestLinks(taskId),
      ...(warnings.length > 0 ? { warnings } : {}),
    };
  }

  @Get('status/:task_id')
  @Operation({ id: 'getBacktestStatus', summary: 'How a backtest stands', errors: ['TASK_NOT_FOUND'] })
  @Answers(200, TaskStatusDto, 'From Redis while it is fresh, later from the database.')
  async status(@Param('task_id') taskId: string): Promise<TaskStatusDto> {
    const { task, source } = await this.lookup.require(taskId);
    return toTaskStatus(task, source);
  }

  @Post('cancel/:task_id')
  @HttpCode(200)
  @Operation({
    id: 'cancelBacktest',
    role: 'trader',
    summary: 'Stop a backtest',
    errors: ['TASK_NOT_FOUND', 'TASK_FINISHED', 'PARAMETER_INVALID'],
  })
  @Answers(200, CancelledTaskDto, 'It was cancelled, or the worker that runs it was told.')
  async cancel(@Param('task_id') taskId: string, @Query() query: CancelQuery): Promise<CancelledTaskDto> {
    const keepPartial = query.keep_partial === 'true';
    return toCancelled(await this.cancellation.cancel(taskId, { keepPartial }));
  }

  @Get('active')
  @Operation({ id: 'listActiveBacktests', summary: 'Backtests that wait or run' })
  @Answers(200, ActiveTasksDto, 'Newest first.')
  active(@Caller() caller: Identity): Promise<ActiveTasksDto> {
    return this.activeTasks.list({ job: 'backtest_run', submitter: taskOwnerOf(caller) });
  }

  @Get('statistics')
  @Operation({ id: 'getBacktestStatistics', summary: 'Counts, durations and waits of backtests' })
  @Answers(200, BacktestStatisticsDto, 'Over all tasks that are still kept.')
  getStatistics(@Caller() caller: Identity): Promise<BacktestStatisticsDto> {
    return this.statistics.read(taskOwnerOf(caller));
  }
}

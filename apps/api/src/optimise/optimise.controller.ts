import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { SharingRepository } from '#database';
import type { NewTask } from '#jobs';
import { TaskCancellation } from '#queue';
import { Caller, Submitter } from '../access/caller.decorator.js';
import type { Identity } from '../access/identity.js';
import { taskOwnerOf } from '../access/ownership.service.js';
import { ShareDto } from '../access/share.dto.js';
import { TakesIdempotencyKey } from '../openapi/idempotency-key.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { ActiveTasks } from '../tasks/active-tasks.js';
import { CancelledTaskDto } from '../tasks/cancel.dto.js';
import { ActiveTasksDto, TaskStatusDto } from '../tasks/task-status.dto.js';
import { TaskSubmission } from '../tasks/task-submission.service.js';
import { optimisationLinks, toCancelled, toTaskStatus } from '../tasks/task-views.js';
import { OptimiseChecks, type CheckedSearch } from './optimise-checks.js';
import { OPTIMISE_EXAMPLES } from './optimise-examples.js';
import { OptimisationStartedDto } from './optimise-result.dto.js';
import { OptimiseResults } from './optimise-results.service.js';
import { RunOptimisationDto } from './run-optimisation.dto.js';

@ApiTags('Optimisation')
@Controller('api/v1/optimise')
export class OptimiseController {
  constructor(
    @Inject(OptimiseChecks) private readonly checks: OptimiseChecks,
    @Inject(TaskSubmission) private readonly tasks: TaskSubmission,
    @Inject(TaskCancellation) private readonly cancellation: TaskCancellation,
    @Inject(OptimiseResults) private readonly results: OptimiseResults,
    @Inject(SharingRepository) private readonly sharing: SharingRepository,
    @Inject(ActiveTasks) private readonly activeTasks: ActiveTasks,
  ) {}

  @Post('run')
  @HttpCode(202)
  @Operation({
    id: 'runOptimisation',
    role: 'trader',
    queuesBacktest: true,
    summary: 'Search the parameters of a strategy',
    description:
      'Every fault of body, strategy, data, ranges and constraints is answered at once, before anything is queued. The trials are ' +
      'cut into ranges that all workers share.',
    errors: [
      'BODY_MALFORMED',
      'IDEMPOTENCY_CONFLICT',
      'BODY_TOO_LARGE',
      'MEDIA_UNSUPPORTED',
      'STRATEGY_INVALID',
      'STRATEGY_NOT_FOUND',
    ],
  })
  @ApiBody({ type: RunOptimisationDto, examples: OPTIMISE_EXAMPLES })
  @TakesIdempotencyKey()
  @Answers(202, OptimisationStartedDto, 'The optimisation is queued.')
  async run(
    @Body() body: unknown,
    @Headers('idempotency-key') key: string | undefined,
    @Submitter() submitter: string,
  ): Promise<OptimisationStartedDto> {
    const { warnings, ...payload } = await this.checks.check(body);
    const taskId = await this.tasks.submit(toTask(payload, submitter), body, key);
    return {
      task_id: taskId,
      status: 'started',
      message: 'Optimisation queued',
      trials: payload.trials,
      websocket_url: `/ws/backtest/${taskId}`,
      links: optimisationLinks(taskId),
      ...(warnings.length > 0 ? { warnings } : {}),
    };
  }

  @Get('status/:task_id')
  @Operation({
    id: 'getOptimisationStatus',
    summary: 'How an optimisation stands',
    errors: ['TASK_NOT_FOUND'],
  })
  @Answers(200, TaskStatusDto, 'Bars are those of all trials; `best` is the best so far.')
  async status(@Param('task_id') taskId: string): Promise<TaskStatusDto> {
    const { task, source } = await this.results.requireTask(taskId);
    return toTaskStatus(task, source);
  }

  @Post('cancel/:task_id')
  @HttpCode(200)
  @Operation({
    id: 'cancelOptimisation',
    role: 'trader',
    summary: 'Stop an optimisation and keep what it has',
    errors: ['TASK_NOT_FOUND', 'TASK_FINISHED'],
  })
  @Answers(200, CancelledTaskDto, 'It was cancelled, or the workers that run it were told.')
  async cancel(@Param('task_id') taskId: string): Promise<CancelledTaskDto> {
    await this.results.requireTask(taskId);
    return toCancelled(await this.cancellation.cancel(taskId, { keepPartial: true }));
  }

  @Patch(':task_id')
  @Operation({
    id: 'shareOptimisation',
    role: 'trader',
    summary: 'Let everybody look at an optimisation, or its owner alone',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'TASK_NOT_FOUND', 'MEDIA_UNSUPPORTED'],
  })
  @ApiBody({ type: ShareDto })
  @Answers(200, TaskStatusDto, 'How it stands.')
  async share(@Param('task_id') taskId: string, @Body() { shared }: ShareDto): Promise<TaskStatusDto> {
    const { task, source } = await this.results.requireTask(taskId);
    await this.sharing.shareTask(taskId, shared);
    return toTaskStatus(task, source);
  }

  @Get('active')
  @Operation({ id: 'listActiveOptimisations', summary: 'Optimisations that wait or run' })
  @Answers(200, ActiveTasksDto, 'Newest first.')
  active(@Caller() caller: Identity): Promise<ActiveTasksDto> {
    return this.activeTasks.list({ job: 'optimise_run', submitter: taskOwnerOf(caller) });
  }
}

function toTask(payload: Omit<CheckedSearch, 'warnings'>, submitter: string): NewTask {
  return {
    id: randomUUID(),
    job: 'optimise_run',
    queue: 'backtest',
    slot: null,
    payload,
    submitter,
    createdAt: Date.now(),
  };
}

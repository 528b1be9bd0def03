import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { TaskLookup } from '../tasks/task-lookup.js';
import { AvailableJobsDto } from './available-jobs.dto.js';
import { JobTaskStatusDto } from './job-task-status.dto.js';
import { JobTrigger, MANUAL_JOBS } from './job-trigger.service.js';
import { toAvailableJob, toJobTaskStatus } from './scheduler-views.js';
import { TriggeredJobDto, TriggerJobDto } from './trigger.dto.js';

/** Under the address of the replaced system, which clients know. */
@ApiTags('Scheduler')
@Controller('api/scheduler/celery')
export class SchedulerController {
  constructor(
    @Inject(JobTrigger) private readonly jobs: JobTrigger,
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
  ) {}

  @Get('jobs/available')
  @Operation({
    id: 'listAvailableJobs',
    summary: 'The jobs that can be started by hand',
    description: 'Every call under `/api/scheduler/celery` answers under `/api/scheduler/queue` as well.',
  })
  @Answers(200, AvailableJobsDto, 'In the order of the registry.')
  available(): AvailableJobsDto {
    return { count: MANUAL_JOBS.length, jobs: MANUAL_JOBS.map(toAvailableJob) };
  }

  @Post('tasks/trigger')
  @HttpCode(202)
  @Operation({
    id: 'triggerJob',
    summary: 'Start a job by its name',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'JOB_NOT_FOUND', 'IDEMPOTENCY_CONFLICT'],
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key and body within a day give the same task.',
    schema: { type: 'string', maxLength: 255 },
  })
  @Answers(202, TriggeredJobDto, 'The job is queued.')
  async trigger(
    @Body() body: TriggerJobDto,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<TriggeredJobDto> {
    const { id, job, queue } = await this.jobs.trigger(body, request.ip, key);
    return { task_id: id, job_name: job, queue, status: 'pending' };
  }

  @Get('tasks/:task_id/status')
  @Operation({
    id: 'getJobTaskStatus',
    summary: 'How a task stands, and what came of it',
    errors: ['TASK_NOT_FOUND'],
  })
  @Answers(200, JobTaskStatusDto, 'Of any job.')
  async status(@Param('task_id') taskId: string): Promise<JobTaskStatusDto> {
    return toJobTaskStatus(await this.lookup.require(taskId));
  }
}

/** The same under our own name. */
@ApiExcludeController()
@Controller('api/scheduler/queue')
export class QueueSchedulerController extends SchedulerController {}

import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiExcludeController, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MANUAL_JOBS, toListedJob } from '#jobs';
import { Submitter } from '../access/caller.decorator.js';
import { answerHealth } from '../admin/answer-health.js';
import { SystemHealthDto } from '../admin/health.dto.js';
import { SystemHealth } from '../admin/system-health.service.js';
import { WorkerList } from '../admin/worker-list.service.js';
import { WorkersDto } from '../admin/workers.dto.js';
import { TakesIdempotencyKey } from '../openapi/idempotency-key.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { TaskLookup } from '../tasks/task-lookup.js';
import { AvailableJobsDto } from './available-jobs.dto.js';
import { paramsOf } from './job-params.js';
import { JobTaskStatusDto } from './job-task-status.dto.js';
import { JobTrigger } from './job-trigger.service.js';
import { ScheduledJobsDto } from './scheduled-jobs.dto.js';
import { SchedulerStatusDto } from './scheduler-status.dto.js';
import { SchedulerStatus } from './scheduler-status.service.js';
import { Schedules } from './schedules.service.js';
import { toJobTaskStatus, toTriggeredJob } from './scheduler-views.js';
import { TRIGGER_EXAMPLES, TriggeredJobDto, TriggerJobDto } from './trigger.dto.js';

/** Under the address of the replaced system, which clients know. */
@ApiTags('Scheduler')
@Controller('api/scheduler/celery')
export class SchedulerController {
  constructor(
    @Inject(JobTrigger) private readonly jobs: JobTrigger,
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(Schedules) private readonly schedules: Schedules,
    @Inject(SchedulerStatus) private readonly schedulerStatus: SchedulerStatus,
    @Inject(WorkerList) private readonly workerList: WorkerList,
    @Inject(SystemHealth) private readonly systemHealth: SystemHealth,
  ) {}

  @Get('status')
  @Operation({ id: 'getSchedulerStatus', summary: 'How scheduler, market and queues stand' })
  @Answers(200, SchedulerStatusDto, 'At this moment.')
  getStatus(): Promise<SchedulerStatusDto> {
    return this.schedulerStatus.read(Date.now());
  }

  @Get('workers')
  @Operation({ id: 'listSchedulerWorkers', role: 'operator', summary: 'The workers that were heard lately' })
  @Answers(200, WorkersDto, 'By the instant at which they were heard.')
  workers(): Promise<WorkersDto> {
    return this.workerList.read();
  }

  @Get('health')
  @Operation({ id: 'getSchedulerHealth', summary: 'How every component stands', outlivesStores: true })
  @Answers(200, SystemHealthDto, 'Healthy or degraded.')
  @Answers(503, SystemHealthDto, 'A component is away without which nothing works.')
  health(@Res({ passthrough: true }) reply: FastifyReply): Promise<SystemHealthDto> {
    return answerHealth(this.systemHealth, reply);
  }

  @Get('tasks/scheduled')
  @Operation({
    id: 'listScheduledTasks',
    summary: 'What runs by itself, under the name that old clients know',
  })
  @Answers(200, ScheduledJobsDto, 'In the order of the registry.')
  scheduled(): Promise<ScheduledJobsDto> {
    return this.schedules.list(Date.now());
  }

  @Get('jobs/available')
  @Operation({
    id: 'listAvailableJobs',
    summary: 'The jobs that can be started by hand',
    description: 'Every call under `/api/scheduler/celery` answers under `/api/scheduler/queue` as well.',
  })
  @Answers(200, AvailableJobsDto, 'In the order of the registry.')
  available(): AvailableJobsDto {
    const jobs = MANUAL_JOBS.map((job) => ({ ...toListedJob(job), params: paramsOf(job.payload) }));
    return { count: jobs.length, jobs };
  }

  @Post('tasks/trigger')
  @HttpCode(202)
  @Operation({
    id: 'triggerJob',
    role: 'operator',
    summary: 'Start a job by its name',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'JOB_NOT_FOUND', 'IDEMPOTENCY_CONFLICT'],
  })
  @ApiBody({ type: TriggerJobDto, examples: TRIGGER_EXAMPLES })
  @TakesIdempotencyKey()
  @Answers(202, TriggeredJobDto, 'The job is queued.')
  async trigger(
    @Body() body: TriggerJobDto,
    @Headers('idempotency-key') key: string | undefined,
    @Submitter() submitter: string,
  ): Promise<TriggeredJobDto> {
    return toTriggeredJob(await this.jobs.trigger(body, submitter, key));
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

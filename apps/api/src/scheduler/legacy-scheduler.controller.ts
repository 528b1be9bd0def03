import { Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { APP_CONFIG, type AppConfig } from '#config';
import { Submitter } from '../access/caller.decorator.js';
import { answerHealth } from '../admin/answer-health.js';
import { SystemHealthDto } from '../admin/health.dto.js';
import { SystemHealth } from '../admin/system-health.service.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { JobTrigger } from './job-trigger.service.js';
import { PauseStateDto, ScheduledJobsDto } from './scheduled-jobs.dto.js';
import { SchedulerStatusDto } from './scheduler-status.dto.js';
import { SchedulerStatus } from './scheduler-status.service.js';
import { Schedules } from './schedules.service.js';
import { toTriggeredJob } from './scheduler-views.js';
import { TriggeredJobDto } from './trigger.dto.js';

const SCHEDULER = '/api/scheduler/celery';
const SCHEDULES = '/api/v1/schedules';

/** When they were deprecated, as RFC 9745 writes it: seconds since 1970. */
const DEPRECATED = `@${Date.UTC(2026, 10, 20) / 1_000}`;

const DESCRIPTION =
  'Answered here while `SCHEDULER_MODE` is simple or both; otherwise the caller is sent to the successor (308, or 307 for POST).';

const LOCATION = { Location: { description: 'The successor.', schema: { type: 'string' as const } } };
const SendsOn = (status: 307 | 308): MethodDecorator =>
  ApiResponse({ status, description: 'The successor answers.', headers: LOCATION });

/** The addresses of the scheduler in the process, as the replaced system had it. */
@ApiTags('Scheduler')
@Controller('api/scheduler')
export class LegacySchedulerController {
  constructor(
    @Inject(SchedulerStatus) private readonly scheduler: SchedulerStatus,
    @Inject(Schedules) private readonly schedules: Schedules,
    @Inject(SystemHealth) private readonly systemHealth: SystemHealth,
    @Inject(JobTrigger) private readonly jobTrigger: JobTrigger,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get('status')
  @Operation({
    ...{ id: 'getLegacyStatus', summary: 'How scheduler, market and queues stand', deprecated: true },
    description: DESCRIPTION,
  })
  @SendsOn(308)
  @Answers(200, SchedulerStatusDto, 'At this moment.')
  getStatus(@Res({ passthrough: true }) reply: FastifyReply): Promise<SchedulerStatusDto> | undefined {
    return this.answer(reply, 308, `${SCHEDULER}/status`, () => this.scheduler.read(Date.now()));
  }

  @Get('jobs')
  @Operation({
    ...{ id: 'listLegacyJobs', summary: 'What runs by itself', deprecated: true },
    description: DESCRIPTION,
  })
  @SendsOn(308)
  @Answers(200, ScheduledJobsDto, 'In the order of the registry.')
  jobs(@Res({ passthrough: true }) reply: FastifyReply): Promise<ScheduledJobsDto> | undefined {
    return this.answer(reply, 308, `${SCHEDULER}/tasks/scheduled`, () => this.schedules.list(Date.now()));
  }

  @Get('health')
  @Operation({
    ...{ id: 'getLegacyHealth', summary: 'How every component stands', deprecated: true },
    description: DESCRIPTION,
    outlivesStores: true,
  })
  @SendsOn(308)
  @Answers(200, SystemHealthDto, 'Healthy or degraded.')
  @Answers(503, SystemHealthDto, 'A component is away without which nothing works.')
  health(@Res({ passthrough: true }) reply: FastifyReply): Promise<SystemHealthDto> | undefined {
    return this.answer(reply, 308, `${SCHEDULER}/health`, () => answerHealth(this.systemHealth, reply));
  }

  @Post('jobs/:name/trigger')
  @HttpCode(202)
  @Operation({
    ...{ id: 'triggerLegacyJob', role: 'operator', summary: 'Start a job now', deprecated: true },
    description: DESCRIPTION,
    errors: ['JOB_NOT_FOUND'],
  })
  @SendsOn(307)
  @Answers(202, TriggeredJobDto, 'The job is queued.')
  trigger(
    @Param('name') name: string,
    @Submitter() submitter: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TriggeredJobDto> | undefined {
    return this.answer(reply, 307, successorOf(name, 'trigger'), async () =>
      toTriggeredJob(await this.jobTrigger.trigger({ job_name: name }, submitter)),
    );
  }

  @Post('jobs/:name/pause')
  @HttpCode(200)
  @Operation({
    ...{ id: 'pauseLegacyJob', role: 'operator', summary: 'Leave out the slots of a job', deprecated: true },
    description: DESCRIPTION,
    errors: ['JOB_NOT_FOUND'],
  })
  @SendsOn(307)
  @Answers(200, PauseStateDto, 'From now on; a run that has begun goes on.')
  pause(
    @Param('name') name: string,
    @Submitter() submitter: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PauseStateDto> | undefined {
    return this.answer(reply, 307, successorOf(name, 'pause'), () =>
      this.schedules.setPaused(name, true, submitter),
    );
  }

  @Post('jobs/:name/resume')
  @HttpCode(200)
  @Operation({
    ...{
      id: 'resumeLegacyJob',
      role: 'operator',
      summary: 'Run a paused job by its slots again',
      deprecated: true,
    },
    description: DESCRIPTION,
    errors: ['JOB_NOT_FOUND'],
  })
  @SendsOn(307)
  @Answers(200, PauseStateDto, 'A slot that passed meanwhile is not made up for.')
  resume(
    @Param('name') name: string,
    @Submitter() submitter: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PauseStateDto> | undefined {
    return this.answer(reply, 307, successorOf(name, 'resume'), () =>
      this.schedules.setPaused(name, false, submitter),
    );
  }

  private answer<Answer>(
    reply: FastifyReply,
    redirect: 307 | 308,
    successor: string,
    inPlace: () => Promise<Answer>,
  ): Promise<Answer> | undefined {
    void reply.header('Deprecation', DEPRECATED).header('Link', `<${successor}>; rel="successor-version"`);
    if (this.config.SCHEDULER_MODE !== 'distributed') return inPlace();
    void reply.status(redirect).header('Location', successor);
    return undefined;
  }
}

function successorOf(name: string, verb: 'trigger' | 'pause' | 'resume'): string {
  return `${SCHEDULES}/${encodeURIComponent(name)}/${verb}`;
}

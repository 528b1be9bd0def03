import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { BarkeepError } from '#domain';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { ChangeScheduleDto, ScheduleChangesDto, ScheduleTimesDto } from './change-schedule.dto.js';
import { JobTrigger } from './job-trigger.service.js';
import { SchedulePreviewDto, SchedulePreviewQuery } from './schedule-preview.dto.js';
import { ScheduleRunsDto, ScheduleRunsQuery } from './schedule-runs.dto.js';
import { toTriggeredJob } from './scheduler-views.js';
import { PauseStateDto, ScheduledJobsDto } from './scheduled-jobs.dto.js';
import { Schedules } from './schedules.service.js';
import { TriggeredJobDto, TriggerScheduleDto } from './trigger.dto.js';

/** A longer look ahead says nothing that a year does not. */
const LONGEST_PREVIEW_MS = 400 * 86_400_000;

@ApiTags('Scheduler')
@Controller('api/v1/schedules')
export class SchedulesController {
  constructor(
    @Inject(Schedules) private readonly schedules: Schedules,
    @Inject(JobTrigger) private readonly jobs: JobTrigger,
  ) {}

  @Get()
  @Operation({ id: 'listSchedules', summary: 'What runs by itself, when next and how it went last' })
  @Answers(200, ScheduledJobsDto, 'In the order of the registry.')
  list(): Promise<ScheduledJobsDto> {
    return this.schedules.list(Date.now());
  }

  @Get('preview')
  @Operation({
    id: 'previewSchedules',
    summary: 'Every slot in a window, and why it is left out where it is',
    description:
      'By the planner of the scheduler itself, as the schedules stand now. Of the past it also says what was planned and not run.',
    errors: ['PARAMETER_INVALID', 'JOB_NOT_FOUND'],
  })
  @Answers(200, SchedulePreviewDto, 'In order of time.')
  preview(@Query() query: SchedulePreviewQuery): Promise<SchedulePreviewDto> {
    const window = { from: Date.parse(query.from), to: Date.parse(query.to) };
    const length = window.to - window.from;
    if (!(length > 0 && length <= LONGEST_PREVIEW_MS))
      throw new BarkeepError('PARAMETER_INVALID', 'The query has a fault.', {
        faults: [{ path: '/to', code: 'E_RANGE', message: 'to has to be after from, by 400 days at most' }],
      });
    return this.schedules.preview(window, query.job);
  }

  @Get(':job/runs')
  @Operation({
    id: 'listScheduleRuns',
    summary: 'What became of the slots of a job',
    description: 'Runs, started by a slot or by hand, and slots that were left out, each with its reason.',
    errors: ['PARAMETER_INVALID', 'JOB_NOT_FOUND'],
  })
  @Answers(200, ScheduleRunsDto, 'Newest first.')
  runs(@Param('job') job: string, @Query() query: ScheduleRunsQuery): Promise<ScheduleRunsDto> {
    return this.schedules.listRuns(job, query);
  }

  @Get(':job/changes')
  @Operation({
    id: 'listScheduleChanges',
    summary: 'Who did what to a schedule, and when',
    errors: ['JOB_NOT_FOUND'],
  })
  @Answers(200, ScheduleChangesDto, 'Newest first.')
  changes(@Param('job') job: string): Promise<ScheduleChangesDto> {
    return this.schedules.listChanges(job);
  }

  @Put(':job')
  @Operation({
    id: 'changeSchedule',
    role: 'operator',
    summary: 'Let a job run at other times from now on',
    description: 'Survives restarts. With `dry_run` it is only told when the job would run.',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'JOB_NOT_FOUND'],
  })
  @Answers(200, ScheduleTimesDto, 'The times, and when they come next.')
  change(
    @Param('job') job: string,
    @Body() body: ChangeScheduleDto,
    @Submitter() submitter: string,
  ): Promise<ScheduleTimesDto> {
    return this.schedules.setTimes(job, body, submitter);
  }

  @Post(':job/reset')
  @HttpCode(200)
  @Operation({
    id: 'resetSchedule',
    role: 'operator',
    summary: 'Let a job run at the times of the registry again',
    errors: ['JOB_NOT_FOUND'],
  })
  @Answers(200, ScheduleTimesDto, 'The times, and when they come next.')
  reset(@Param('job') job: string, @Submitter() submitter: string): Promise<ScheduleTimesDto> {
    return this.schedules.resetTimes(job, submitter);
  }

  @Post(':job/trigger')
  @HttpCode(202)
  @Operation({
    id: 'triggerSchedule',
    role: 'operator',
    summary: 'Start a job now',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'MEDIA_UNSUPPORTED', 'JOB_NOT_FOUND'],
  })
  @ApiBody({ type: TriggerScheduleDto, required: false })
  @Answers(202, TriggeredJobDto, 'The job is queued.')
  async trigger(
    @Param('job') job: string,
    @Body() { params }: TriggerScheduleDto,
    @Submitter() submitter: string,
  ): Promise<TriggeredJobDto> {
    return toTriggeredJob(await this.jobs.trigger({ job_name: job, params }, submitter));
  }

  @Post(':job/pause')
  @HttpCode(200)
  @Operation({
    id: 'pauseSchedule',
    role: 'operator',
    summary: 'Leave out the slots of a job',
    errors: ['JOB_NOT_FOUND'],
  })
  @Answers(200, PauseStateDto, 'From now on; a run that has begun goes on.')
  pause(@Param('job') job: string, @Submitter() submitter: string): Promise<PauseStateDto> {
    return this.schedules.setPaused(job, true, submitter);
  }

  @Post(':job/resume')
  @HttpCode(200)
  @Operation({
    id: 'resumeSchedule',
    role: 'operator',
    summary: 'Run a paused job by its slots again',
    errors: ['JOB_NOT_FOUND'],
  })
  @Answers(200, PauseStateDto, 'A slot that passed meanwhile is not made up for.')
  resume(@Param('job') job: string, @Submitter() submitter: string): Promise<PauseStateDto> {
    return this.schedules.setPaused(job, false, submitter);
  }
}

import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { BarkeepError } from '#domain';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { SchedulePreviewDto, SchedulePreviewQuery } from './schedule-preview.dto.js';
import { PauseStateDto, ScheduledJobsDto } from './scheduled-jobs.dto.js';
import { Schedules } from './schedules.service.js';

/** A longer look ahead says nothing that a year does not. */
const LONGEST_PREVIEW_MS = 400 * 86_400_000;

@ApiTags('Scheduler')
@Controller('api/v1/schedules')
export class SchedulesController {
  constructor(@Inject(Schedules) private readonly schedules: Schedules) {}

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
    description: 'By the planner of the scheduler itself, with the pauses of this moment.',
    errors: ['PARAMETER_INVALID', 'JOB_NOT_FOUND'],
  })
  @Answers(200, SchedulePreviewDto, 'In order of time.')
  preview(@Query() query: SchedulePreviewQuery): Promise<SchedulePreviewDto> {
    const window = { from: Date.parse(query.from), to: Date.parse(query.to) };
    const length = window.to - window.from;
    if (!(length > 0 && length <= LONGEST_PREVIEW_MS))
      throw new BarkeepError('PARAMETER_INVALID', '`to` has to be after `from`, by 400 days at most.');
    return this.schedules.preview(window, query.job);
  }

  @Post(':job/pause')
  @HttpCode(200)
  @Operation({ id: 'pauseSchedule', summary: 'Leave out the slots of a job', errors: ['JOB_NOT_FOUND'] })
  @Answers(200, PauseStateDto, 'From the next minute on; what is queued still runs.')
  pause(@Param('job') job: string, @Req() request: FastifyRequest): Promise<PauseStateDto> {
    return this.schedules.setPaused(job, true, request.ip);
  }

  @Post(':job/resume')
  @HttpCode(200)
  @Operation({
    id: 'resumeSchedule',
    summary: 'Run a paused job by its slots again',
    errors: ['JOB_NOT_FOUND'],
  })
  @Answers(
    200,
    PauseStateDto,
    'A slot that passed meanwhile is not made up for, unless a scheduler starts within its grace.',
  )
  resume(@Param('job') job: string, @Req() request: FastifyRequest): Promise<PauseStateDto> {
    return this.schedules.setPaused(job, false, request.ip);
  }
}

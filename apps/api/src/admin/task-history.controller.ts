import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { TaskArchive } from '#database';
import { BarkeepError } from '#domain';
import { RecordKeeper } from '#queue';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { OptionalObject } from '../validation/rules.js';
import {
  DEFAULT_TASKS,
  FailureGroupsDto,
  FailuresQuery,
  ReplayDto,
  TaskDetailDto,
  TaskHistoryDto,
  TaskHistoryQuery,
} from './task-history.dto.js';
import {
  parseTaskCursor,
  toFailureGroup,
  toRecordedTask,
  toTaskCursor,
  toTaskFilter,
  toTaskRun,
} from './task-history.views.js';
import { TaskReplay } from './task-replay.service.js';

export class ReplayBody {
  static readonly mayBeAbsent = true;

  @OptionalObject({ description: 'In place of what the task was given.' })
  payload?: object;
}

@ApiTags('Administration')
@Controller('api/v1/admin/tasks')
export class TaskHistoryController {
  constructor(
    @Inject(TaskArchive) private readonly archive: TaskArchive,
    @Inject(RecordKeeper) private readonly records: RecordKeeper,
    @Inject(TaskReplay) private readonly replays: TaskReplay,
  ) {}

  @Get()
  @Operation({
    id: 'searchTasks',
    summary: 'The history of all tasks, which outlives Redis',
    errors: ['PARAMETER_INVALID'],
  })
  @Answers(200, TaskHistoryDto, 'Newest first.')
    role: 'operator',
  async search(@Query() query: TaskHistoryQuery): Promise<TaskHistoryDto> {
    const limit = query.limit ?? DEFAULT_TASKS;
    const filter = {
      ...toTaskFilter(query),
      statuses: query.status && [query.status],
      replayOf: query.replay_of,
    };
    const found = await this.archive.search(filter, limit + 1, parseTaskCursor(query.cursor));
    const items = found.slice(0, limit);
    const next = found.length > limit ? toTaskCursor(items[limit - 1]) : null;
    return { items: items.map(toRecordedTask), next_cursor: next };
  }

  @Get('failures')
  @Operation({
    id: 'groupFailures',
    summary: 'Failed tasks by what went wrong',
    errors: ['PARAMETER_INVALID'],
    role: 'operator',
  })
  @Answers(200, FailureGroupsDto, 'The most frequent first.')
  async failures(@Query() query: FailuresQuery): Promise<FailureGroupsDto> {
    const groups = await this.archive.failures(toTaskFilter(query), query.limit ?? DEFAULT_TASKS);
    return { items: groups.map(toFailureGroup) };
  }

  @Get(':task_id')
  @Operation({
    id: 'getTask',
    summary: 'A task with all that it was given, and every run of it',
    errors: ['TASK_NOT_FOUND'],
    role: 'operator',
  })
  @Answers(200, TaskDetailDto, 'As the history keeps it.')
  async get(@Param('task_id') taskId: string): Promise<TaskDetailDto> {
    const task = await this.records.find(taskId);
    if (!task) throw new BarkeepError('TASK_NOT_FOUND', `There is no task ${taskId.slice(0, 64)}.`);
    const runs = await this.archive.timeline(taskId);
    return { ...toRecordedTask(task), timeline: runs.map(toTaskRun) };
  }

  @Post(':task_id/replay')
  @HttpCode(202)
  @Operation({
    id: 'replayTask',
    summary: 'Run a task again that has ended',
    description: 'As a new task that names the old one, with the same payload or with another one.',
    role: 'operator',
    errors: ['TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'BODY_INVALID', 'BODY_MALFORMED', 'MEDIA_UNSUPPORTED'],
  })
  @ApiBody({ type: ReplayBody, required: false })
  @Answers(202, ReplayDto, 'It is queued.')
  replay(
    @Param('task_id') taskId: string,
    @Body() body: ReplayBody,
    @Req() request: FastifyRequest,
  ): Promise<ReplayDto> {
    return this.replays.replay(taskId, request.ip, body.payload);
  }
}

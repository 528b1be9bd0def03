import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { APP_CONFIG, type AppConfig } from '#config';
import { DataVersion, TaskArchive } from '#database';
import { BarkeepError } from '#domain';
import { RecordKeeper } from '#queue';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { JSON_BYTES, toJsonBytes } from '../tables/json-bytes.js';
import { SharedAnswers } from '../tables/shared-answers.js';
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
  toTaskFilter,
  toTaskPage,
  toTaskRun,
  toTimeLimits,
} from './task-history.views.js';
import { TaskReplay } from './task-replay.service.js';

export class ReplayBody {
  static readonly mayBeAbsent = true;

  @OptionalObject({
    description:
      'In place of what the task was given, in the form in which `getTask` shows it; of a run or a search it is checked as a new one.',
  })
  payload?: object;
}

@ApiTags('Administration')
@Controller('api/v1/admin/tasks')
export class TaskHistoryController {
  private readonly pages = new SharedAnswers<Buffer>(() => this.version.read());

  constructor(
    @Inject(TaskArchive) private readonly archive: TaskArchive,
    @Inject(RecordKeeper) private readonly records: RecordKeeper,
    @Inject(DataVersion) private readonly version: DataVersion,
    @Inject(TaskReplay) private readonly replays: TaskReplay,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get()
  @Operation({
    id: 'searchTasks',
    role: 'operator',
    summary: 'The history of all tasks, which outlives Redis',
    errors: ['PARAMETER_INVALID'],
  })
  @Answers(200, TaskHistoryDto, 'Newest first.')
  @Header(...JSON_BYTES)
  search(@Query() query: TaskHistoryQuery): Promise<Buffer> {
    const limit = query.limit ?? DEFAULT_TASKS;
    const statuses = query.status && [query.status];
    const filter = { ...toTaskFilter(query), statuses, replayOf: query.replay_of };
    const after = parseTaskCursor(query.cursor);
    return this.pages.ask(JSON.stringify([filter, limit, after]), async () =>
      toJsonBytes(toTaskPage(await this.archive.search(filter, limit + 1, after), limit)),
    );
  }

  @Get('failures')
  @Operation({
    id: 'groupFailures',
    role: 'operator',
    summary: 'Failed tasks by what went wrong',
    errors: ['PARAMETER_INVALID'],
  })
  @Answers(200, FailureGroupsDto, 'The most frequent first.')
  async failures(@Query() query: FailuresQuery): Promise<FailureGroupsDto> {
    const groups = await this.archive.failures(toTaskFilter(query), query.limit ?? DEFAULT_TASKS);
    return { items: groups.map(toFailureGroup) };
  }

  @Get(':task_id')
  @Operation({
    id: 'getTask',
    role: 'operator',
    summary: 'A task with all that it was given, and every run of it',
    errors: ['TASK_NOT_FOUND'],
  })
  @Answers(200, TaskDetailDto, 'As the history keeps it.')
  async get(@Param('task_id') taskId: string): Promise<TaskDetailDto> {
    const task = await this.records.find(taskId);
    if (!task) throw new BarkeepError('TASK_NOT_FOUND', `There is no task ${taskId.slice(0, 64)}.`);
    const runs = await this.archive.timeline(taskId);
    const limits = toTimeLimits(task.job, runs, this.config, Date.now());
    return { ...toRecordedTask(task), time_limits: limits, timeline: runs.map(toTaskRun) };
  }

  @Post(':task_id/replay')
  @HttpCode(202)
  @Operation({
    id: 'replayTask',
    role: 'operator',
    summary: 'Run a task again that has ended',
    description:
      'As a new task that names the old one, with the same payload or with another one; with the same one once at a time.',
    errors: [
      'TASK_NOT_FOUND',
      'TASK_NOT_FINISHED',
      'TASK_REPLAYED',
      'BODY_INVALID',
      'STRATEGY_INVALID',
      'STRATEGY_NOT_FOUND',
      'BODY_MALFORMED',
      'BODY_TOO_LARGE',
      'MEDIA_UNSUPPORTED',
    ],
  })
  @ApiBody({ type: ReplayBody, required: false })
  @Answers(202, ReplayDto, 'It is queued.')
  replay(
    @Param('task_id') taskId: string,
    @Body() body: ReplayBody,
    @Submitter() submitter: string,
  ): Promise<ReplayDto> {
    return this.replays.replay(taskId, submitter, body.payload);
  }
}

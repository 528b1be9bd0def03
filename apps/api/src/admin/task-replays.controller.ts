import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toTaskFilter } from './task-history.views.js';
import { TaskReplay, UNSUCCESSFUL } from './task-replay.service.js';
import { DEFAULT_REPLAYS, ReplaysDto, ReplayTasksDto } from './task-replays.dto.js';

@ApiTags('Administration')
@Controller('api/v1/admin/tasks/replay')
export class TaskReplaysController {
  constructor(@Inject(TaskReplay) private readonly replays: TaskReplay) {}

  @Post()
  @HttpCode(202)
  @Operation({
    id: 'replayTasks',
    role: 'operator',
    summary: 'Run all tasks of a filter again that have ended',
    description:
      'As new tasks that name the old ones. What was repeated before is left out, so that the same call again goes on.',
    errors: ['BODY_INVALID', 'BODY_MALFORMED', 'PARAMETER_INVALID', 'MEDIA_UNSUPPORTED'],
  })
  @ApiBody({ type: ReplayTasksDto, required: false })
  @Answers(202, ReplaysDto, 'They are queued, or only counted.')
  async replay(@Body() body: ReplayTasksDto, @Submitter() submitter: string): Promise<ReplaysDto> {
    const filter = { ...toTaskFilter(body), statuses: body.status ? [body.status] : UNSUCCESSFUL };
    const matched = await this.replays.count(filter);
    const items = body.dry_run
      ? []
      : await this.replays.replayAll(filter, submitter, body.limit ?? DEFAULT_REPLAYS);
    return { dry_run: body.dry_run ?? false, matched, queued: items.length, items };
  }
}

import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Param, Patch, Query } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { DataVersion, RunRepository, SharingRepository, type RunAnnotation } from '#database';
import { BarkeepError } from '#domain';
import { Caller } from '../access/caller.decorator.js';
import type { Identity } from '../access/identity.js';
import { taskOwnerOf } from '../access/ownership.service.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { JSON_BYTES, toJsonBytes } from '../tables/json-bytes.js';
import { SharedAnswers } from '../tables/shared-answers.js';
import { TaskRemoval } from '../tasks/task-removal.service.js';
import { parseRunCursor, toRunCursor } from './run-cursor.js';
import { toRunFilter } from './run-filter.js';
import { toRunOrder } from './run-sorts.js';
import { toRun } from './run-view.js';
import { AnnotateRunDto, RunDto, RunListDto } from './run.dto.js';
import { DEFAULT_RUNS, RunsQuery } from './runs-query.dto.js';

@ApiTags('Backtests')
@Controller('api/v1/backtest/runs')
export class RunsController {
  private readonly pages = new SharedAnswers<Buffer>(() => this.version.read());

  constructor(
    @Inject(RunRepository) private readonly runs: RunRepository,
    @Inject(TaskRemoval) private readonly removal: TaskRemoval,
    @Inject(SharingRepository) private readonly sharing: SharingRepository,
    @Inject(DataVersion) private readonly version: DataVersion,
  ) {}

  @Get()
  @Operation({
    id: 'listRuns',
    summary: 'The history of backtests, which outlives Redis',
    errors: ['PARAMETER_INVALID'],
  })
  @Answers(200, RunListDto, 'A page of runs.')
  @Header(...JSON_BYTES)
  list(@Query() query: RunsQuery, @Caller() caller: Identity): Promise<Buffer> {
    const limit = query.limit ?? DEFAULT_RUNS;
    const order = toRunOrder(query.sort, query.order);
    const after = parseRunCursor(query.cursor, order);
    const filter = { ...toRunFilter(query), visibleTo: taskOwnerOf(caller) };
    const wanted = { filter, order, after };
    return this.pages.ask(JSON.stringify([wanted, limit]), async () => {
      const found = await this.runs.list({ ...wanted, limit: limit + 1 });
      const items = found.slice(0, limit);
      const next = found.length > limit ? toRunCursor(items[limit - 1], order) : null;
      return toJsonBytes({ items: items.map(toRun), next_cursor: next } satisfies RunListDto);
    });
  }

  @Get(':task_id')
  @Operation({ id: 'getRun', summary: 'A run of the history', errors: ['TASK_NOT_FOUND'] })
  @Answers(200, RunDto, 'Its headline; the result itself is at `links.result`.')
  async get(@Param('task_id') taskId: string): Promise<RunDto> {
    const run = await this.runs.find(taskId);
    if (!run) throw notFound(taskId);
    return toRun(run);
  }

  @Patch(':task_id')
  @Operation({
    id: 'annotateRun',
    role: 'trader',
    summary: 'Name, note, tag, pin or share a run',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'TASK_NOT_FOUND', 'MEDIA_UNSUPPORTED'],
  })
  @ApiBody({ type: AnnotateRunDto })
  @Answers(200, RunDto, 'The run as it is now.')
  async annotate(@Param('task_id') taskId: string, @Body() body: AnnotateRunDto): Promise<RunDto> {
    if (typeof body.shared === 'boolean' && (await this.runs.find(taskId))) {
      await this.sharing.shareTask(taskId, body.shared);
    }
    if (!(await this.runs.annotate(taskId, toAnnotation(body)))) throw notFound(taskId);
    return this.get(taskId);
  }

  @Delete(':task_id')
  @HttpCode(204)
  @Operation({
    id: 'deleteRun',
    role: 'trader',
    summary: 'Forget a run and its result',
    errors: ['TASK_NOT_FOUND', 'TASK_NOT_FINISHED'],
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  async remove(@Param('task_id') taskId: string): Promise<void> {
    if (!(await this.runs.find(taskId))) throw notFound(taskId);
    await this.removal.remove(taskId);
  }
}

function notFound(taskId: string): BarkeepError {
  return new BarkeepError('TASK_NOT_FOUND', `There is no run ${taskId.slice(0, 64)}.`);
}

/** Members that are left out are not among those that change. */
function toAnnotation({ name, notes, tags, pinned }: AnnotateRunDto): Partial<RunAnnotation> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(notes === undefined ? {} : { notes }),
    ...(tags === undefined ? {} : { tags: tags ?? [] }),
    ...(pinned === undefined ? {} : { pinned: pinned ?? false }),
  };
}

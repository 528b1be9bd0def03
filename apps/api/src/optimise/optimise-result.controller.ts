import { Controller, Get, Headers, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ColumnTable } from '#domain';
import { TablePageDto } from '../backtest/backtest-result.dto.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { parseCursor, toCursor } from '../tables/cursor.js';
import { DEFAULT_PAGE, PageQuery } from '../tables/page-query.dto.js';
import { linkNext, sendCsv } from '../tables/send-csv.js';
import { tableFormatOf } from '../tables/table-format.js';
import { OptimisationResultDto } from './optimise-result.dto.js';
import { OptimiseResults } from './optimise-results.service.js';
import { toFlatTrials, toOptimisationResult, toTrialRows, trialColumns } from './optimise-view.js';

const CSV_BATCH = 1_000;

@ApiTags('Optimisation')
@Controller('api/v1/optimise/result')
export class OptimiseResultController {
  constructor(@Inject(OptimiseResults) private readonly results: OptimiseResults) {}

  @Get(':task_id')
  @Operation({
    id: 'getOptimisationResult',
    summary: 'What an optimisation found, and how far it can be trusted',
    errors: ['TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED'],
  })
  @Answers(200, OptimisationResultDto, 'The best trial, its surroundings, and the odds that it was luck.')
  async result(@Param('task_id') taskId: string): Promise<OptimisationResultDto> {
    return toOptimisationResult(taskId, await this.results.require(taskId));
  }

  @Get(':task_id/trials')
  @Operation({
    id: 'listOptimisationTrials',
    summary: 'All trials, in the order of the grid, fold by fold',
    description: 'JSON or CSV, by `format` or the Accept header.',
    errors: [
      'TASK_NOT_FOUND',
      'TASK_NOT_FINISHED',
      'TASK_FAILED',
      'PARAMETER_INVALID',
      'MEDIA_NOT_ACCEPTABLE',
    ],
  })
  @ApiProduces('application/json', 'text/csv')
  @Answers(200, TablePageDto, 'A page of trials.')
  async trials(
    @Param('task_id') taskId: string,
    @Query() query: PageQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TablePageDto | StreamableFile> {
    const format = tableFormatOf(query.format, accept);
    const from = Math.max(0, parseCursor(query.cursor));
    const { trials } = await this.results.require(taskId);
    const limit = query.limit ?? (format === 'csv' ? trials.length : DEFAULT_PAGE);
    const to = Math.min(trials.length, from + limit);
    const next = to < trials.length ? toCursor(to) : null;
    if (format === 'json') {
      const items = toTrialRows(trials, from, to);
      return { task_id: taskId, total: trials.length, items, next_cursor: next };
    }
    linkNext(reply, `/api/v1/optimise/result/${taskId}/trials`, next, limit);
    return sendCsv(reply, `${taskId}-trials.csv`, trialColumns(trials), batches(trials, from, to));
  }
}

function* batches(trials: ColumnTable, from: number, to: number) {
  for (let start = from; start < to; start += CSV_BATCH) {
    yield toFlatTrials(trials, start, Math.min(to, start + CSV_BATCH));
  }
}

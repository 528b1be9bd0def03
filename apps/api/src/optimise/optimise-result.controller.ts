import { Controller, Get, Headers, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { answerTable, TableOperation } from '../tables/answer-table.js';
import { PageQuery } from '../tables/page-query.dto.js';
import type { TablePageDto } from '../tables/table-page.dto.js';
import { OptimisationResultDto } from './optimise-result.dto.js';
import { OptimiseResults } from './optimise-results.service.js';
import { toOptimisationResult, toTrialRows, toTrialTable } from './optimise-view.js';

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
  @TableOperation('listOptimisationTrials', 'All trials, in the order of the grid, fold by fold')
  async trials(
    @Param('task_id') taskId: string,
    @Query() query: PageQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TablePageDto | StreamableFile> {
    const { trials } = await this.results.require(taskId);
    const table = toTrialTable(trials);
    const request = { taskId, query, accept, reply };
    return answerTable('trials', table, request, (from, to) => toTrialRows(table, from, to));
  }
}

import { Controller, Get, Headers, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TrialLedgerRepository } from '#database';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { answerTable, TableOperation, type TableRequest } from '../tables/answer-table.js';
import { PageQuery } from '../tables/page-query.dto.js';
import type { TablePageDto } from '../tables/table-page.dto.js';
import { BacktestResultDto } from './backtest-result.dto.js';
import { BacktestResults } from './backtest-results.service.js';
import { RESULT_TABLES, type ResultTableName } from './result-tables.js';
import { toBacktestResult } from './result-view.js';

@ApiTags('Backtests')
@Controller('api/v1/backtest/result')
export class BacktestResultController {
  constructor(
    @Inject(BacktestResults) private readonly results: BacktestResults,
    @Inject(TrialLedgerRepository) private readonly ledger: TrialLedgerRepository,
  ) {}

  @Get(':task_id')
  @Operation({
    id: 'getBacktestResult',
    summary: 'The result of a backtest',
    errors: ['TASK_NOT_FOUND', 'TASK_NOT_FINISHED', 'TASK_FAILED'],
  })
  @Answers(
    200,
    BacktestResultDto,
    'Metrics as computed, a curve of at most 2000 points, the first 200 trades.',
  )
  async result(@Param('task_id') taskId: string): Promise<BacktestResultDto> {
    const { found, stored } = await this.results.require(taskId);
    const judged = await this.ledger.judge(taskId);
    return toBacktestResult(taskId, found.task.status, stored, judged);
  }

  @Get(':task_id/trades')
  @TableOperation('listBacktestTrades', 'Closed trades in the order in which they closed')
  trades(
    @Param('task_id') taskId: string,
    @Query() query: PageQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TablePageDto | StreamableFile> {
    return this.table('trades', { taskId, query, accept, reply });
  }

  @Get(':task_id/orders')
  @TableOperation('listBacktestOrders', 'Orders in the order in which they were placed')
  orders(
    @Param('task_id') taskId: string,
    @Query() query: PageQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TablePageDto | StreamableFile> {
    return this.table('orders', { taskId, query, accept, reply });
  }

  @Get(':task_id/equity')
  @TableOperation('listBacktestEquity', 'The whole equity curve, a row per bar')
  equity(
    @Param('task_id') taskId: string,
    @Query() query: PageQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TablePageDto | StreamableFile> {
    return this.table('equity', { taskId, query, accept, reply });
  }

  private async table(name: ResultTableName, request: TableRequest): Promise<TablePageDto | StreamableFile> {
    const table = await this.results.requireTable(request.taskId, name);
    return answerTable(name, RESULT_TABLES[name](table), request);
  }
}

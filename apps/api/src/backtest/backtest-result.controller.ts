import { Controller, Get, Headers, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { ColumnTable } from '#domain';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { parseCursor, toCursor } from '../tables/cursor.js';
import { DEFAULT_PAGE, PageQuery } from '../tables/page-query.dto.js';
import { linkNext, sendCsv } from '../tables/send-csv.js';
import { tableFormatOf } from '../tables/table-format.js';
import { BacktestResultDto, TablePageDto } from './backtest-result.dto.js';
import { BacktestResults } from './backtest-results.service.js';
import { columnsOf, RESULT_TABLES, type ResultTableName } from './result-tables.js';
import { toBacktestResult } from './result-view.js';

const CSV_BATCH = 1_000;

interface TableRequest {
  taskId: string;
  query: PageQuery;
  accept: string | undefined;
  reply: FastifyReply;
}

@ApiTags('Backtests')
@Controller('api/v1/backtest/result')
export class BacktestResultController {
  constructor(@Inject(BacktestResults) private readonly results: BacktestResults) {}

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
    return toBacktestResult(taskId, found.task.status, stored);
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
    const { taskId, query, accept, reply } = request;
    const format = tableFormatOf(query.format, accept);
    const from = Math.max(0, parseCursor(query.cursor));
    const table = await this.results.requireTable(taskId, name);
    const limit = query.limit ?? (format === 'csv' ? table.length : DEFAULT_PAGE);
    const to = Math.min(table.length, from + limit);
    const next = to < table.length ? toCursor(to) : null;
    if (format === 'json') {
      return {
        task_id: taskId,
        total: table.length,
        items: RESULT_TABLES[name](table, from, to),
        next_cursor: next,
      };
    }
    linkNext(reply, `/api/v1/backtest/result/${taskId}/${name}`, next, limit);
    return sendCsv(reply, `${taskId}-${name}.csv`, columnsOf(name, table), batches(name, table, from, to));
  }
}

function* batches(name: ResultTableName, table: ColumnTable, from: number, to: number) {
  for (let start = from; start < to; start += CSV_BATCH) {
    yield RESULT_TABLES[name](table, start, Math.min(to, start + CSV_BATCH));
  }
}

/** What the three tables have in common in the API description. */
function TableOperation(id: string, summary: string): MethodDecorator {
  return (target, key, descriptor) => {
    Operation({
      id,
      summary,
      description: 'JSON or CSV, by `format` or the Accept header.',
      errors: [
        'TASK_NOT_FOUND',
        'TASK_NOT_FINISHED',
        'TASK_FAILED',
        'PARAMETER_INVALID',
        'MEDIA_NOT_ACCEPTABLE',
      ],
    })(target, key, descriptor);
    ApiProduces('application/json', 'text/csv')(target, key, descriptor);
    Answers(200, TablePageDto, 'A page of rows.')(target, key, descriptor);
  };
}

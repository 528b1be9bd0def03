import { Controller, Get, Headers, Inject, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Bar } from '#domain';
import { BarQuery, type SeriesRequest } from '#market-data';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { parseCursor, toCursor } from '../tables/cursor.js';
import { DEFAULT_PAGE } from '../tables/page-query.dto.js';
import { sendCsv } from '../tables/send-csv.js';
import { tableFormatOf } from '../tables/table-format.js';
import { toIso } from '../tasks/instants.js';
import { BarPageDto, BarsQuery, type BarDto } from './bars.dto.js';

const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
const CSV_BATCH = 5_000;

function toBarDto({ openTime, ...prices }: Bar): BarDto {
  return { time: toIso(openTime), ...prices };
}

function toCsvRow(bar: Bar) {
  return { ...toBarDto(bar) } as Record<(typeof COLUMNS)[number], string | number>;
}

function toRequest(query: BarsQuery): SeriesRequest {
  const { symbol, timeframe, start, end, adjust = 'raw', as_of: asOf } = query;
  return { symbol, timeframe, start, end, adjust, asOf };
}

@ApiTags('Market data')
@Controller('api/v1/market-data')
export class BarsController {
  constructor(@Inject(BarQuery) private readonly bars: BarQuery) {}

  @Get('bars')
  @Operation({
    id: 'listBars',
    summary: 'Stored bars, a page at a time',
    description: 'JSON or CSV, by `format` or the Accept header.',
    errors: ['PARAMETER_INVALID', 'SYMBOL_NOT_FOUND', 'MEDIA_NOT_ACCEPTABLE'],
  })
  @ApiProduces('application/json', 'text/csv')
  @Answers(200, BarPageDto, 'Oldest first.')
  async page(
    @Query() query: BarsQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BarPageDto | StreamableFile> {
    const format = tableFormatOf(query.format, accept);
    const request = toRequest(query);
    const cursor = query.cursor === undefined ? undefined : String(parseCursor(query.cursor));
    if (format === 'csv') {
      const name = `${query.symbol}-${query.timeframe}.csv`.replace(/[^\w.-]/g, '_');
      return sendCsv(reply, name, COLUMNS, this.batches(request, cursor, query.limit ?? Infinity));
    }
    const page = await this.bars.pageBars({ ...request, cursor, limit: query.limit ?? DEFAULT_PAGE });
    return {
      symbol: query.symbol,
      timeframe: query.timeframe,
      adjust: request.adjust,
      as_of: query.as_of ?? null,
      items: page.bars.map(toBarDto),
      next_cursor: page.nextCursor === null ? null : toCursor(Number(page.nextCursor)),
    };
  }

  private async *batches(request: SeriesRequest, cursor: string | undefined, limit: number) {
    let left = limit;
    let next = cursor;
    do {
      const page = await this.bars.pageBars({ ...request, cursor: next, limit: Math.min(CSV_BATCH, left) });
      yield page.bars.map(toCsvRow);
      left -= page.bars.length;
      next = page.nextCursor ?? undefined;
    } while (next !== undefined && left > 0);
  }
}

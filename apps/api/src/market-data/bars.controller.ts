import { Controller, Get, Headers, Inject, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BarQuery, type PartsRequest } from '#market-data';
import { Operation } from '../openapi/operation.decorator.js';
import { parseCursor, toCursor } from '../tables/cursor.js';
import { DEFAULT_PAGE } from '../tables/page-query.dto.js';
import { linkNext, sendTable } from '../tables/send-table.js';
import { toBatch } from '../tables/table.js';
import { AnswersTable } from '../tables/table-answer.decorator.js';
import { tableFormatOf } from '../tables/table-format.js';
import { BAR_COLUMNS_ON_WIRE, barBatchesOf, memberOfBar, toBarDto } from './bar-table.js';
import { BarPageDto, BarsQuery } from './bars.dto.js';

function toRequest(query: BarsQuery): PartsRequest {
  const { symbol, timeframe, start, end, adjust = 'raw', as_of: asOf } = query;
  const cursor = query.cursor === undefined ? undefined : String(parseCursor(query.cursor));
  return { symbol, timeframe, start, end, adjust, asOf, cursor };
}

@ApiTags('Market data')
@Controller('api/v1/market-data')
export class BarsController {
  constructor(@Inject(BarQuery) private readonly bars: BarQuery) {}

  @Get('bars')
  @Operation({
    id: 'listBars',
    summary: 'Bars of a symbol, a page at a time or all as a file',
    description:
      'JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header. A timeframe that is not stored is ' +
      'joined from a finer one by the sessions of the calendar.',
    errors: ['PARAMETER_INVALID', 'SYMBOL_NOT_FOUND', 'MEDIA_NOT_ACCEPTABLE'],
  })
  @AnswersTable(BarPageDto, 'Oldest first.')
  async list(
    @Query() query: BarsQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BarPageDto | StreamableFile> {
    const format = tableFormatOf(query.format, accept);
    const request = toRequest(query);
    const file = { name: `${query.symbol}-${query.timeframe}`, columns: BAR_COLUMNS_ON_WIRE };
    if (format !== 'json' && query.limit === undefined)
      return sendTable(reply, format, { ...file, batches: barBatchesOf(this.bars.readParts(request)) });
    const page = await this.bars.pageBars({ ...request, limit: query.limit ?? DEFAULT_PAGE });
    const next = page.nextCursor === null ? null : toCursor(Number(page.nextCursor));
    if (format !== 'json') {
      linkNext(reply, next);
      const batches = [toBatch(page.bars, BAR_COLUMNS_ON_WIRE, memberOfBar)];
      return sendTable(reply, format, { ...file, batches });
    }
    return {
      symbol: query.symbol,
      timeframe: query.timeframe,
      derived_from: page.derivedFrom,
      adjust: request.adjust,
      as_of: query.as_of ?? null,
      items: page.bars.map(toBarDto),
      next_cursor: next,
    };
  }
}

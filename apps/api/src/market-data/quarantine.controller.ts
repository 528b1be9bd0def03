import {
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { QuarantineRepository, type QuarantineRecord } from '#database';
import { BarkeepError, toColumnName } from '#domain';
import { Operation } from '../openapi/operation.decorator.js';
import { parseCursor, toCursor } from '../tables/cursor.js';
import { toJsonRows } from '../tables/json-rows.js';
import { DEFAULT_PAGE } from '../tables/page-query.dto.js';
import { linkNext, sendTable } from '../tables/send-table.js';
import { AnswersTable } from '../tables/table-answer.decorator.js';
import { tableFormatOf } from '../tables/table-format.js';
import { toBatch, type TableColumn } from '../tables/table.js';
import { QuarantinePageDto, QuarantineParam, QuarantineQueryDto } from './quarantine.dto.js';

const COLUMNS = [
  ['id', 'integer'],
  ['dataset', 'text'],
  ['symbol', 'text'],
  ['timeframe', 'text'],
  ['severity', 'text'],
  ['reason', 'text'],
  ['content', 'text'],
  ['line', 'integer'],
  ['provider', 'text'],
  ['runId', 'text'],
  ['foundAt', 'instant'],
] as const satisfies readonly (readonly [keyof QuarantineRecord, TableColumn['kind']])[];

const MEMBERS = new Map(COLUMNS.map(([member]) => [toColumnName(member), member]));
const TABLE_COLUMNS: readonly TableColumn[] = COLUMNS.map(([member, kind]) => {
  return { name: toColumnName(member), kind, nullable: member === 'timeframe' };
});

@ApiTags('Market data')
@Controller('api/v1/market-data/quarantine')
export class QuarantineController {
  constructor(@Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository) {}

  @Get()
  @Operation({
    id: 'listQuarantine',
    summary: 'What providers and files said that was not stored, or was and looks strange',
    description: 'Newest first. JSON, CSV, Arrow or Parquet, by `format` or the Accept header.',
    errors: ['PARAMETER_INVALID', 'MEDIA_NOT_ACCEPTABLE'],
  })
  @AnswersTable(QuarantinePageDto, 'A page of records.')
  async list(
    @Query() query: QuarantineQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuarantinePageDto | StreamableFile> {
    const format = tableFormatOf(query.format, accept);
    const { dataset, symbol, provider, severity, cursor, limit = DEFAULT_PAGE } = query;
    const before = cursor === undefined ? undefined : parseCursor(cursor);
    const found = await this.quarantine.list({
      dataset,
      symbol,
      provider,
      severity,
      before,
      limit: limit + 1,
    });
    const records = found.slice(0, limit);
    const next = found.length > limit ? toCursor(records[limit - 1].id) : null;
    const batch = toBatch(records, TABLE_COLUMNS, ({ name }) => MEMBERS.get(name)!);
    if (format === 'json') return { items: toJsonRows(TABLE_COLUMNS, batch), next_cursor: next };
    linkNext(reply, next);
    return sendTable(reply, format, { name: 'quarantine', columns: TABLE_COLUMNS, batches: [batch] });
  }

  @Delete(':id')
  @HttpCode(204)
  @Operation({
    id: 'forgetQuarantined',
    role: 'operator',
    summary: 'Forget a record that was looked at',
    errors: ['PARAMETER_INVALID', 'RECORD_NOT_FOUND'],
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  async remove(@Param() { id }: QuarantineParam): Promise<void> {
    if (await this.quarantine.remove(id)) return;
    throw new BarkeepError('RECORD_NOT_FOUND', `There is no record ${id} in quarantine.`);
  }
}

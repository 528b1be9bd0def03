import { Controller, Get, Headers, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DatasetRepository, InstrumentRepository } from '#database';
import { BarkeepError } from '#domain';
import { toAsOfInstant } from '#market-data';
import { Operation } from '../../openapi/operation.decorator.js';
import { toJsonRows } from '../../tables/json-rows.js';
import { sendTable } from '../../tables/send-table.js';
import { toBatch } from '../../tables/table.js';
import { AnswersTable } from '../../tables/table-answer.decorator.js';
import { tableFormatOf } from '../../tables/table-format.js';
import { toIsoOrNull } from '../../tasks/instants.js';
import { toSymbolList } from '../symbol-list.js';
import { datasetColumns, memberOf } from './dataset-columns.js';
import {
  LatestQuotesDto,
  LatestQuotesQuery,
  OptionChainDto,
  OptionChainQuery,
  SymbolParam,
} from './snapshots.dto.js';

const FORMATS = 'JSON, CSV, Arrow or Parquet, by `format` or the Accept header.';

/** What stands now, or stood at a time, of what changes all the while. */
@ApiTags('Market data')
@Controller('api/v1/market-data')
export class SnapshotsController {
  constructor(
    @Inject(DatasetRepository) private readonly datasets: DatasetRepository,
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
  ) {}

  @Get('quotes/latest')
  @Operation({
    id: 'getLatestQuotes',
    summary: 'The newest quote of each symbol',
    description: FORMATS,
    errors: ['PARAMETER_INVALID', 'MEDIA_NOT_ACCEPTABLE'],
  })
  @AnswersTable(LatestQuotesDto, 'By symbol.')
  async quotes(
    @Query() query: LatestQuotesQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LatestQuotesDto | StreamableFile> {
    const format = tableFormatOf(query.format, accept);
    const subjects = toSymbolList(query.symbols);
    const asOf = toAsOfInstant(query.as_of, 'UTC');
    const quotes = await this.datasets.latest('stock_quotes', { subjects, asOf });
    const rows = quotes.toSorted((one, other) => (one.symbol < other.symbol ? -1 : 1));
    const columns = datasetColumns('stock_quotes');
    const batch = toBatch(rows, columns, memberOf);
    if (format !== 'json') return sendTable(reply, format, { name: 'quotes', columns, batches: [batch] });
    const found = new Set(rows.map(({ symbol }) => symbol));
    return {
      as_of: query.as_of ?? null,
      items: toJsonRows(columns, batch),
      missing: (subjects ?? []).filter((symbol) => !found.has(symbol)),
    };
  }

  @Get('options/:symbol')
  @Operation({
    id: 'getOptionChain',
    summary: 'The option chain of a symbol, now or as it stood at a time',
    description: FORMATS,
    errors: ['PARAMETER_INVALID', 'SYMBOL_NOT_FOUND', 'MEDIA_NOT_ACCEPTABLE'],
  })
  @AnswersTable(OptionChainDto, 'All contracts of one snapshot.')
  async options(
    @Param() { symbol }: SymbolParam,
    @Query() query: OptionChainQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OptionChainDto | StreamableFile> {
    const format = tableFormatOf(query.format, accept);
    if (!(await this.instruments.find(symbol)))
      throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${symbol}.`);
    const [asOf, at] = [query.as_of, query.at].map((text) => toAsOfInstant(text, 'UTC'));
    const chain = await this.datasets.latest('options_chain', { subjects: [symbol], asOf, at });
    const rows = chain.filter(
      ({ expiration, optionType }) =>
        expiration === (query.expiry ?? expiration) && optionType === (query.type ?? optionType),
    );
    const columns = datasetColumns('options_chain');
    const batch = toBatch(rows, columns, memberOf);
    if (format !== 'json')
      return sendTable(reply, format, { name: `${symbol}-options`, columns, batches: [batch] });
    return {
      symbol,
      snapshot_time: toIsoOrNull(chain[0]?.snapshotTime),
      as_of: query.as_of ?? null,
      expirations: [...new Set(chain.map(({ expiration }) => expiration))].toSorted(),
      items: toJsonRows(columns, batch),
    };
  }
}

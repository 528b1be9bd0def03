import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Post,
  Res,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BarRepository, InstrumentRepository, type StoredSeries } from '#database';
import { BarkeepError, findCalendar, type Instrument } from '#domain';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIso } from '../tasks/instants.js';
import { SymbolUse } from './symbol-use.service.js';
import { AddSymbolDto, CoverageDto, InstrumentDto, SymbolsDto, type StoredSeriesDto } from './symbols.dto.js';

function toSeries(series: StoredSeries): StoredSeriesDto {
  return { ...series, first: toIso(series.first), last: toIso(series.last) };
}

function toInstrumentDto(
  instrument: Instrument,
  active: boolean,
  series: readonly StoredSeriesDto[],
): InstrumentDto {
  const { timeZone, ...members } = instrument;
  return {
    ...members,
    time_zone: timeZone,
    active,
    series: series.filter(({ symbol }) => symbol === instrument.symbol),
  };
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

@ApiTags('Market data')
@Controller('api/v1/market-data')
export class SymbolsController {
  constructor(
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(BarRepository) private readonly bars: BarRepository,
    @Inject(SymbolUse) private readonly use: SymbolUse,
  ) {}

  @Get('symbols')
  @Operation({ id: 'listSymbols', summary: 'The symbols that have a place here, and what is stored of them' })
  @Answers(200, SymbolsDto, 'By symbol.')
  async list(): Promise<SymbolsDto> {
    const [instruments, active, series] = await Promise.all([
      this.instruments.list(),
      this.activeSymbols(),
      this.bars.listSeries(),
    ]);
    const stored = series.map(toSeries);
    return {
      count: instruments.length,
      symbols: instruments.map((instrument) =>
        toInstrumentDto(instrument, active.has(instrument.symbol), stored),
      ),
    };
  }

  @Post('symbols')
  @Operation({
    id: 'addSymbol',
    summary: 'Give a symbol a place, or change what is known of it',
    errors: ['BODY_MALFORMED', 'BODY_INVALID'],
  })
  @Answers(201, InstrumentDto, 'It is new.')
  @Answers(200, InstrumentDto, 'It was known; what is known of it is now this.')
  async add(
    @Body() body: AddSymbolDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InstrumentDto> {
    const instrument = toInstrument(body);
    const known = await this.instruments.find(instrument.symbol);
    const active = body.active ?? (known === undefined || (await this.activeSymbols()).has(body.symbol));
    await this.instruments.save(instrument);
    await this.instruments.setActive(instrument.symbol, active);
    void reply.status(known ? HttpStatus.OK : HttpStatus.CREATED);
    const series = known ? await this.bars.listSeries() : [];
    return toInstrumentDto(instrument, active, series.map(toSeries));
  }

  @Delete('symbols/:symbol')
  @HttpCode(204)
  @Operation({
    id: 'removeSymbol',
    summary: 'Forget a symbol and all bars of it',
    errors: ['SYMBOL_NOT_FOUND', 'SYMBOL_IN_USE'],
  })
  @ApiNoContentResponse({ description: 'Results of backtests on it stay.' })
  async remove(@Param('symbol') symbol: string): Promise<void> {
    const users = await this.use.unfinishedTasks(symbol);
    if (users.length > 0) {
      throw new BarkeepError('SYMBOL_IN_USE', `${users.length} unfinished backtests use ${symbol}.`, {
        extra: { task_ids: users },
      });
    }
    if (await this.instruments.remove(symbol)) return;
    throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${symbol}.`);
  }

  @Get('coverage')
  @Operation({ id: 'getCoverage', summary: 'Which bars are stored' })
  @Answers(200, CoverageDto, 'A row per symbol and timeframe.')
  async coverage(): Promise<CoverageDto> {
    const series = (await this.bars.listSeries()).map(toSeries);
    return { count: series.length, series };
  }

  private async activeSymbols(): Promise<Set<string>> {
    return new Set((await this.instruments.listActive()).map(({ symbol }) => symbol));
  }
}

/** @throws BarkeepError BODY_INVALID for a zone that does not exist. */
function toInstrument(body: AddSymbolDto): Instrument {
  const calendar = body.calendar ?? 'always';
  const timeZone = body.time_zone ?? findCalendar(calendar)?.timeZone ?? 'UTC';
  if (!isZone(timeZone)) {
    const message = `'${timeZone}' is not an IANA time zone`;
    throw new BarkeepError('BODY_INVALID', 'The body has a fault.', {
      faults: [{ path: '/time_zone', code: 'E_SCHEMA', message, hint: 'America/New_York, UTC, …' }],
    });
  }
  return {
    symbol: body.symbol,
    name: body.name ?? null,
    calendar,
    timeZone,
    currency: body.currency ?? 'USD',
  };
}

import { Inject, Injectable } from '@nestjs/common';
import { BarRepository, InstrumentRepository, UniverseRepository, type UniverseMember } from '#database';
import { BarkeepError, calendarOfSymbol, findCalendar, toDate, type Instrument } from '#domain';
import { toIso } from '../tasks/instants.js';
import type { ChangeSymbolDto, InstrumentDto, StoredSeriesDto, SymbolsQuery } from './symbols.dto.js';

/** The symbols that have a place here, and what the jobs do with each. */
@Injectable()
export class Universe {
  constructor(
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(UniverseRepository) private readonly universe: UniverseRepository,
    @Inject(BarRepository) private readonly bars: BarRepository,
  ) {}

  /** By symbol. */
  async list({ active, dataset, q = '' }: SymbolsQuery): Promise<InstrumentDto[]> {
    const [members, series] = await Promise.all([
      dataset ? this.universe.listFor(dataset, toDate(Date.now())) : this.universe.list(),
      this.series(),
    ]);
    const part = q.toLowerCase();
    return members
      .filter((member) => member.active === (active ?? member.active))
      .filter(({ symbol, name }) => `${symbol}\n${name ?? ''}`.toLowerCase().includes(part))
      .map((member) => toInstrumentDto(member, series.get(member.symbol)));
  }

  isKnown(symbol: string): Promise<boolean> {
    return this.instruments.find(symbol).then((found) => found !== undefined);
  }

  /** Takes a symbol into the universe, also one that was known by its bars alone; what is not stated stays. */
  add(symbol: string, stated: ChangeSymbolDto): Promise<InstrumentDto> {
    return this.save(symbol, { ...stated, active: stated.active ?? true });
  }

  /** @throws BarkeepError SYMBOL_NOT_FOUND. */
  async change(symbol: string, stated: ChangeSymbolDto): Promise<InstrumentDto> {
    if (await this.isKnown(symbol)) return this.save(symbol, stated);
    throw new BarkeepError('SYMBOL_NOT_FOUND', `There is no symbol ${symbol}.`);
  }

  private async save(symbol: string, stated: ChangeSymbolDto): Promise<InstrumentDto> {
    const known = await this.instruments.find(symbol);
    await this.instruments.save(toInstrument(symbol, known, stated));
    const { active, delisted_on: delistedOn, excluded_datasets: excluded } = stated;
    const member = await this.universe.change(symbol, {
      ...(active === undefined ? {} : { active }),
      ...(delistedOn === undefined ? {} : { delistedOn }),
      ...(excluded === undefined ? {} : { excludedDatasets: excluded }),
    });
    return toInstrumentDto(member, (await this.series(symbol)).get(symbol));
  }

  private async series(symbol?: string): Promise<Map<string, StoredSeriesDto[]>> {
    const bySymbol = new Map<string, StoredSeriesDto[]>();
    for (const one of await this.bars.listSeries(symbol)) {
      const series = { ...one, first: toIso(one.first), last: toIso(one.last) };
      bySymbol.set(one.symbol, [...(bySymbol.get(one.symbol) ?? []), series]);
    }
    return bySymbol;
  }
}

function toInstrumentDto(member: UniverseMember, series: StoredSeriesDto[] = []): InstrumentDto {
  const { timeZone, delistedOn, excludedDatasets, ...members } = member;
  return {
    ...members,
    time_zone: timeZone,
    delisted_on: delistedOn,
    excluded_datasets: [...excludedDatasets],
    series,
  };
}

/** What is not stated stays as it was; the zone goes with the calendar. */
function toInstrument(symbol: string, known: Instrument | undefined, stated: ChangeSymbolDto): Instrument {
  const calendar = stated.calendar ?? known?.calendar ?? calendarOfSymbol(symbol).id;
  const zoneOfCalendar = findCalendar(calendar)?.timeZone ?? 'UTC';
  const isMoved = stated.calendar !== undefined && stated.calendar !== known?.calendar;
  return {
    symbol,
    name: stated.name === undefined ? (known?.name ?? null) : stated.name,
    calendar,
    timeZone: stated.time_zone ?? (isMoved ? zoneOfCalendar : (known?.timeZone ?? zoneOfCalendar)),
    currency: stated.currency ?? known?.currency ?? 'USD',
  };
}

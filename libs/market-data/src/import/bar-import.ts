import { Inject, Injectable } from '@nestjs/common';
import { always, BarkeepError, findCalendar, isSymbol, type Instrument, type Timeframe } from '#domain';
import {
  BarRepository,
  CorporateActionRepository,
  InstrumentRepository,
  MixedProviders,
  QuarantineRepository,
  type BarUpsert,
  type DataOrigin,
  type IngestCounts,
} from '#database';
import type { ColumnMapping } from '../csv/csv-header.js';
import { readBarsCsv, refuse, toFaults } from '../csv/read-bars-csv.js';
import type { CsvSource } from '../csv/read-csv.js';
import { judgeBars } from '../normalise/judge-bars.js';
import { parseSeriesName } from './series-name.js';

export interface CsvImport extends DataOrigin {
  /** Taken from the file's name when absent. */
  symbol?: string;
  /** Taken from the file's name, else from the spacing of the stamps, when absent. */
  timeframe?: Timeframe;
  fileName?: string;
  mapping?: ColumnMapping;
  /** IANA zone of stamps without one; that of the instrument when absent. */
  zone?: string;
  /** Calendar of an instrument that is not known yet; `always` when absent. */
  calendar?: string;
  /** What a broken line does: it alone is left out, or the whole file is refused. */
  onError: 'keep' | 'refuse';
  /** Only say what would be done. */
  isDry?: boolean;
}

/** A line of the file that is no bar. */
export interface RejectedLine {
  line: number;
  reason: string;
}

export interface CsvImportResult extends IngestCounts {
  symbol: string;
  timeframe: Timeframe;
  /** Open times of the oldest and newest bar of the file, UTC ms. */
  first: number;
  last: number;
  /** The first 1,000. */
  rejected: RejectedLine[];
  rejectedCount: number;
  /** Bars that look strange and were stored all the same, by why. */
  warnings: Record<string, number>;
}

/** Brings files of bars into the store. The same file again changes nothing. */
@Injectable()
export class BarImport {
  constructor(
    @Inject(BarRepository) private readonly bars: BarRepository,
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(CorporateActionRepository) private readonly actions: CorporateActionRepository,
    @Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository,
  ) {}

  /**
   * Stores the bars of a CSV, all of them or none. An unknown symbol becomes a new instrument. Lines that are left
   * out are kept in quarantine.
   * @throws BarkeepError IMPORT_REFUSED with a fault for each reason, PARAMETER_INVALID.
   */
  async importCsv(source: CsvSource, request: CsvImport): Promise<CsvImportResult> {
    const named = parseSeriesName(request.fileName ?? '');
    const instrument = await this.instrumentOf(
      request.symbol?.toUpperCase() ?? named.symbol,
      request.calendar,
    );
    const read = await readBarsCsv(source, {
      timeframe: request.timeframe ?? named.timeframe,
      mapping: request.mapping,
      naiveZone: zoneOf(request, instrument),
      dateZone: request.zone,
    });
    const { timeframe } = read;
    const judged = judgeBars(
      read.bars,
      {
        timeframe,
        calendar: findCalendar(instrument.calendar) ?? always,
        actions: await this.actions.list(instrument.symbol),
      },
      (row) => read.lines[row],
    );
    const errors = judged.doubtful.filter(({ severity }) => severity === 'error');
    const rejected = [...read.rejected, ...errors].sort((one, other) => one.line - other.line);
    const rejectedCount = read.rejectedCount + judged.rejectedCount;
    if (request.onError === 'refuse' && rejectedCount > 0) {
      const broken = rejectedCount === 1 ? '1 line of the file is' : `${rejectedCount} lines of the file are`;
      throw refuse(`${broken} broken; nothing was stored`, toFaults(rejected));
    }
    if (judged.bars.length === 0) throw refuse('No bar of the file can be used', toFaults(rejected));
    const { provider, runId, isDry = false } = request;
    const { symbol } = instrument;
    const { bars } = judged;
    const upsert = { symbol, timeframe, bars, provider, runId, unmixedWith: [timeframe] };
    const stored = await (isDry ? this.tryUpsert(upsert) : this.upsert(instrument, upsert)).catch(
      (error: unknown) => {
        throw error instanceof MixedProviders ? refuseMixture(symbol, error) : error;
      },
    );
    if (!isDry)
      await this.quarantine.add({ symbol, timeframe }, [...read.rejected, ...judged.doubtful], {
        provider,
        runId,
      });
    return {
      symbol,
      timeframe,
      first: bars.openTime[0],
      last: bars.openTime[bars.length - 1],
      inserted: stored.inserted,
      changed: stored.changed,
      unchanged: stored.unchanged,
      rejected: rejected.map(({ line, reason }) => ({ line, reason })),
      rejectedCount,
      warnings: judged.warnings,
    };
  }

  private async upsert(instrument: Instrument, upsert: BarUpsert): Promise<IngestCounts> {
    await this.instruments.ensure(instrument);
    return this.bars.upsertBars(upsert);
  }

  private async tryUpsert(upsert: BarUpsert): Promise<IngestCounts> {
    const known = await this.instruments.find(upsert.symbol);
    return known ? this.bars.tryUpsert(upsert) : { inserted: upsert.bars.length, changed: 0, unchanged: 0 };
  }

  /** The stored instrument, or the one that the import would create. */
  private async instrumentOf(symbol: string | undefined, calendarId = always.id): Promise<Instrument> {
    if (symbol === undefined) throw new BarkeepError('PARAMETER_INVALID', 'Say which symbol the file is of');
    if (!isSymbol(symbol))
      throw new BarkeepError('PARAMETER_INVALID', `"${symbol.slice(0, 40)}" is not a symbol`);
    const calendar = findCalendar(calendarId);
    if (!calendar)
      throw new BarkeepError('PARAMETER_INVALID', `There is no calendar "${calendarId.slice(0, 40)}"`);
    const known = await this.instruments.find(symbol);
    return (
      known ?? { symbol, name: null, calendar: calendar.id, timeZone: calendar.timeZone, currency: 'USD' }
    );
  }
}

function refuseMixture(symbol: string, { message }: MixedProviders): BarkeepError {
  const hint = `DELETE /api/v1/market-data/symbols/${symbol} makes room`;
  return refuse('Nothing was stored', [{ path: '/symbol', code: 'E_DATA', message, hint }]);
}

function zoneOf({ zone }: CsvImport, instrument: Instrument): string {
  if (zone === undefined) return instrument.timeZone;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new BarkeepError('PARAMETER_INVALID', `"${zone.slice(0, 40)}" is not an IANA time zone`);
  }
}

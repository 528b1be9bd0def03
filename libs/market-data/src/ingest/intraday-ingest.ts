import { Inject, Injectable } from '@nestjs/common';
import { dateInZone, TIMEFRAME_MS, toDate, type Instrument, type IntradayTimeframe } from '#domain';
import {
  BarRepository,
  CorporateActionRepository,
  InstrumentRepository,
  QuarantineRepository,
  type SeriesRange,
} from '#database';
import { CoverageService } from '../gaps/coverage.js';
import { countSessions } from '../gaps/session-gaps.js';
import { normaliseBars } from '../normalise/normalise-bars.js';
import { ProviderPool } from '../providers/provider-pool.js';
import {
  calendarOf,
  findMissing,
  ingestKnown,
  type PriceIngestRequest,
  type SymbolResult,
} from './price-ingest.js';
import { storePrices, type FetchedPrices } from './store-prices.js';

const DAY = TIMEFRAME_MS['1d'];

/**
 * How far back a run looks by itself: where nothing is stored it begins there, and sessions that are missing since then
 * are fetched again. What lies before comes by a backfill, if a vendor still has it.
 */
const LOOK_BACK_DAYS: Readonly<Record<IntradayTimeframe, number>> = {
  ...{ '1m': 7, '5m': 30, '15m': 30, '30m': 30, '1h': 365 },
};

/** Sessions that lack bars are fetched again for so long: a vendor that broke off has the rest then, and nobody else has. */
const PARTIAL_DAYS = 7;

export interface IntradayIngestRequest extends PriceIngestRequest {
  timeframe: IntradayTimeframe;
  /** Up to this date (`YYYY-MM-DD`); until now when absent. */
  end?: string;
}

/** Brings bars shorter than a day of a symbol from the providers into the store. */
@Injectable()
export class IntradayIngest {
  constructor(
    @Inject(ProviderPool) private readonly pool: ProviderPool,
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(BarRepository) readonly bars: BarRepository,
    @Inject(CorporateActionRepository) readonly actions: CorporateActionRepository,
    @Inject(QuarantineRepository) readonly quarantine: QuarantineRepository,
    @Inject(CoverageService) private readonly coverage: CoverageService,
  ) {}

  /**
   * Faults of providers are in the result.
   * @throws BarkeepError STORE_UNAVAILABLE; the signal's reason.
   */
  ingest(request: IntradayIngestRequest): Promise<SymbolResult> {
    return ingestKnown(this.instruments, request, (instrument) => this.bringUpToDate(instrument, request));
  }

  private async bringUpToDate(instrument: Instrument, request: IntradayIngestRequest): Promise<SymbolResult> {
    const { symbol } = instrument;
    const { timeframe, now } = request;
    const range = await this.bars.findRange(symbol, timeframe);
    const from = request.start ?? (await this.findStart(instrument, range, request));
    const fetched = await this.fetch(instrument, from, request);
    const counts = await storePrices(this, instrument, timeframe, fetched, request);
    const missing = request.end ? undefined : findMissing(calendarOf(instrument), now, fetched.bars);
    const { gaps, partial } = await this.coverage.ofBars(symbol, timeframe, { from, to: request.end, now });
    const reasons = [
      ...fetched.passedOver.map(({ message }) => message),
      ...(partial.length > 0 ? [`sessions that lack bars: ${countSessions(partial)}`] : []),
    ];
    return {
      ...{ symbol, outcome: missing ? 'empty' : 'ok', provider: fetched.provider, ...counts },
      ...{ gaps: countSessions(gaps), reloaded: false, reason: missing ?? (reasons.join('; ') || null) },
    };
  }

  /** The first session that is missing or lacks bars, else the newest one that is stored: it may have been under way. */
  private async findStart(
    { symbol, timeZone }: Instrument,
    range: SeriesRange | undefined,
    { timeframe, now }: IntradayIngestRequest,
  ): Promise<string> {
    const earliest = toDate(now - LOOK_BACK_DAYS[timeframe] * DAY);
    if (!range || range.last < Date.parse(earliest)) return earliest;
    const since = toDate(Math.max(range.first, Date.parse(earliest)));
    const { gaps, partial } = await this.coverage.ofBars(symbol, timeframe, { from: since, now });
    const recent = toDate(now - PARTIAL_DAYS * DAY);
    const lacking = partial.filter(({ to }) => to >= recent);
    const starts = [...gaps, ...lacking.map(({ from }) => ({ from: from < recent ? recent : from }))];
    return [dateInZone(range.last, timeZone), ...starts.map(({ from }) => from)].sort()[0];
  }

  private async fetch(
    instrument: Instrument,
    from: string,
    { timeframe, end, signal, now }: IntradayIngestRequest,
  ): Promise<FetchedPrices> {
    const { symbol, calendar, timeZone } = instrument;
    const to = end ?? dateInZone(now, timeZone);
    const asked = { symbol, timeframe, from, to, calendar, timeZone, signal };
    const pooled = await this.pool.fetch('intraday_prices', asked);
    return { ...pooled, ...normaliseBars(pooled.answer, calendarOf(instrument), now, timeframe) };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig, type ProviderId } from '#config';
import {
  always,
  dateInZone,
  findCalendar,
  TIMEFRAME_MS,
  toDate,
  type Instrument,
  type TradingCalendar,
} from '#domain';
import {
  BarAgreementRepository,
  BarRepository,
  CorporateActionRepository,
  InstrumentRepository,
  MixedProviders,
  QuarantineRepository,
  type BarColumns,
  type SeriesRange,
} from '#database';
import { CoverageService } from '../gaps/coverage.js';
import { countSessions, type Gap } from '../gaps/session-gaps.js';
import { agreeOnBars } from '../normalise/agree-on-bars.js';
import { normaliseBars } from '../normalise/normalise-bars.js';
import { NoProviderAnswered, ProviderPool } from '../providers/provider-pool.js';
import { isReadjusted } from './overlap.js';
import { storePrices, unmixedSeries, type FetchedPrices } from './store-prices.js';

const DAILY = '1d';
/** Newest stored bars that are fetched again, to see whether the vendor has changed its history. */
const OVERLAP_BARS = 5;
/** The calendar days in which so many bars lie. */
const OVERLAP_DAYS = 20;
/** Sessions that are missing are fetched again for so long; what is missing before waits for a backfill. */
const GAP_DAYS = 400;
const DAY = TIMEFRAME_MS[DAILY];

/** What one symbol is to be brought up to date for. */
export interface PriceIngestRequest {
  symbol: string;
  /** From this date (`YYYY-MM-DD`) on, stored or not; from the newest stored bars when absent. */
  start?: string;
  runId: string;
  signal: AbortSignal;
  /** UTC ms. */
  now: number;
}

/** What came of it. `empty` means that a session is over and there is no bar of it. */
export interface SymbolResult {
  symbol: string;
  outcome: 'ok' | 'empty' | 'failed';
  /** Who answered. */
  provider: ProviderId | null;
  inserted: number;
  changed: number;
  unchanged: number;
  quarantined: number;
  /** Bars that look strange and were stored all the same, by why. */
  warnings: Readonly<Record<string, number>>;
  /** Sessions of the last 400 days of which there still is no bar. */
  gaps: number;
  /** Splits and dividends that are new or different. */
  actions: number;
  /** Bars of which another provider says something else; they are in quarantine under its name. */
  conflicts: number;
  /** The whole history was fetched again because the vendor had changed it. */
  reloaded: boolean;
  reason: string | null;
}

/** Does it for a symbol that there is; an unknown one, and faults of providers, are in the result. */
export async function ingestKnown(
  instruments: InstrumentRepository,
  { symbol }: PriceIngestRequest,
  bringUpToDate: (instrument: Instrument) => Promise<SymbolResult>,
): Promise<SymbolResult> {
  const instrument = await instruments.find(symbol);
  if (!instrument) return toFailure(symbol, 'failed', 'there is no such symbol');
  try {
    return await bringUpToDate(instrument);
  } catch (error) {
    return failureOf(symbol, error);
  }
}

/** Brings daily prices, splits and dividends of a symbol from the providers into the store. */
@Injectable()
export class PriceIngest {
  constructor(
    @Inject(ProviderPool) private readonly pool: ProviderPool,
    @Inject(InstrumentRepository) private readonly instruments: InstrumentRepository,
    @Inject(BarRepository) readonly bars: BarRepository,
    @Inject(CorporateActionRepository) readonly actions: CorporateActionRepository,
    @Inject(QuarantineRepository) readonly quarantine: QuarantineRepository,
    @Inject(CoverageService) private readonly coverage: CoverageService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(BarAgreementRepository) readonly agreements: BarAgreementRepository,
  ) {}

  /** Symbols that are worth working on at once. */
  get batchSize(): number {
    return this.pool.batchSize('historical_prices');
  }

  /**
   * Faults of providers are in the result.
   * @throws BarkeepError STORE_UNAVAILABLE; the signal's reason.
   */
  ingest(request: PriceIngestRequest): Promise<SymbolResult> {
    return ingestKnown(this.instruments, request, (instrument) => this.bringUpToDate(instrument, request));
  }

  private async bringUpToDate(instrument: Instrument, request: PriceIngestRequest): Promise<SymbolResult> {
    const { symbol } = instrument;
    const range = await this.bars.findRange(symbol, DAILY);
    const overlap = range && (await this.load(symbol, range.last - OVERLAP_DAYS * DAY));
    const first = overlap?.openTime[Math.max(overlap.length - OVERLAP_BARS, 0)];
    const [gap] = await this.findGaps(symbol, range, request.now);
    const newest = first === undefined ? this.config.MARKET_DATA_START : toDate(first);
    const from = request.start ?? (gap && gap.from < newest ? gap.from : newest);
    let fetched = await this.fetch(instrument, from, request);
    await this.bars.assertUnmixed(symbol, unmixedSeries(DAILY), fetched.provider);
    const reloaded = overlap !== undefined && isReadjusted(fetched.bars, overlap);
    if (reloaded && range && from > toDate(range.first))
      fetched = await this.fetch(instrument, toDate(range.first), request);
    const counts = await storePrices(this, instrument, DAILY, fetched, request);
    const missing = findMissing(calendarOf(instrument), request.now, fetched.bars);
    const left = await this.findGaps(symbol, await this.bars.findRange(symbol, DAILY), request.now);
    const gaps = countSessions(left);
    return {
      ...{ symbol, outcome: missing ? 'empty' : 'ok', provider: fetched.provider, ...counts, gaps, reloaded },
      reason: missing ?? (fetched.passedOver.map(({ message }) => message).join('; ') || null),
    };
  }

  /** Between the oldest stored bar and the newest session, as far back as gaps are still filled. */
  private async findGaps(symbol: string, range: SeriesRange | undefined, now: number): Promise<Gap[]> {
    if (!range) return [];
    const from = toDate(Math.max(range.first, now - GAP_DAYS * DAY));
    return (await this.coverage.ofBars(symbol, DAILY, { from, now })).gaps;
  }

  private async fetch(
    { symbol, calendar, timeZone }: Instrument,
    from: string,
    { signal, now }: PriceIngestRequest,
  ): Promise<FetchedPrices> {
    const to = dateInZone(now, timeZone);
    const { HISTORICAL_PRICES_QUORUM: wanted } = this.config;
    const asked = { symbol, from, to, calendar, timeZone, signal };
    const pooled = await this.pool.fetchSeveral('historical_prices', asked, wanted);
    const heard = pooled.map((one) => ({
      ...{ ...one, ...normaliseBars(one.answer, findCalendar(calendar) ?? always, now) },
    }));
    return wanted === 1 ? heard[0] : this.agree(heard);
  }

  /** Splits and dividends are those of the first; invented prices confirm no real ones. A bar that can't be is a conflict. */
  private agree(heard: readonly FetchedPrices[]): FetchedPrices {
    const real = heard.filter(({ provider }) => provider !== 'sim');
    const counted = real.length > 0 ? real : heard;
    const { QUORUM_PRICE_TOLERANCE_BPS: price, QUORUM_VOLUME_TOLERANCE_BPS: volume } = this.config;
    const tolerance = { price: price / 10_000, volume: volume / 10_000 };
    const { bars, ...agreement } = agreeOnBars(counted, tolerance);
    const unusable = counted
      .slice(1)
      .flatMap(({ provider, doubtful }) =>
        doubtful.filter(({ severity }) => severity !== 'warning').map((line) => ({ provider, line })),
      );
    const conflicts = [...agreement.conflicts, ...unusable];
    return { ...counted[0], bars, agreement: { ...agreement, conflicts } };
  }

  private load(symbol: string, start: number): Promise<BarColumns | undefined> {
    return this.bars.loadBarSeries({ symbol, timeframe: DAILY, start, adjust: 'raw' });
  }
}

export function calendarOf({ calendar }: Instrument): TradingCalendar {
  return findCalendar(calendar) ?? always;
}

/** That there is no bar of the newest session that is over, in words. */
export function findMissing(calendar: TradingCalendar, now: number, bars: BarColumns): string | undefined {
  const sessions = calendar.sessions(toDate(now - OVERLAP_DAYS * DAY), toDate(now + DAY));
  const expected = sessions.findLast(({ close }) => close <= now)?.date;
  const newest = bars.length > 0 ? toDate(bars.openTime[bars.length - 1]) : undefined;
  if (expected === undefined || (newest !== undefined && newest >= expected)) return undefined;
  return `there is no bar of ${expected} yet`;
}

/** What a symbol's ingest came to by an error of its own; others are thrown on. */
function failureOf(symbol: string, error: unknown): SymbolResult {
  if (error instanceof MixedProviders)
    return toFailure(symbol, 'failed', `${error.message}: remove the symbol first`);
  if (!(error instanceof NoProviderAnswered)) throw error;
  return toFailure(symbol, error.isEmpty ? 'empty' : 'failed', error.message);
}

function toFailure(symbol: string, outcome: 'empty' | 'failed', reason: string): SymbolResult {
  return {
    ...{ symbol, outcome, provider: null, inserted: 0, changed: 0, unchanged: 0 },
    ...{ quarantined: 0, warnings: {}, gaps: 0, actions: 0, conflicts: 0, reloaded: false, reason },
  };
}

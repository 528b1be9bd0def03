import type { ProviderId } from '#config';
import { dateInZone, groupBy, type CorporateAction, type Instrument, type Timeframe } from '#domain';
import type {
  BarAgreementRepository,
  BarColumns,
  BarRepository,
  CorporateActionRepository,
  IngestCounts,
  QuarantineRepository,
} from '#database';
import type { AgreedBars } from '../normalise/agree-on-bars.js';
import { pickBars } from '../normalise/judge-bars.js';
import type { NormalisedBars } from '../normalise/normalise-bars.js';
import type { BarsAnswer } from '../providers/market-data-provider.js';
import type { ProviderError } from '../providers/provider-error.js';
import { keepStoredValues } from './overlap.js';

export interface PriceStores {
  bars: BarRepository;
  actions: CorporateActionRepository;
  quarantine: QuarantineRepository;
  agreements?: BarAgreementRepository;
}

/** An answer, normalised. */
export interface FetchedPrices extends NormalisedBars {
  provider: ProviderId;
  answer: BarsAnswer;
  passedOver: readonly ProviderError[];
  /** Where several were asked: whose each bar is, how sure it is, and what others say. */
  agreement?: Omit<AgreedBars, 'bars'>;
}

/** What of a symbol's result the stored bars tell. */
export interface StoredPrices extends IngestCounts {
  quarantined: number;
  warnings: Readonly<Record<string, number>>;
  /** Splits and dividends that are new or different. */
  actions: number;
  /** Bars of which another provider says something else. */
  conflicts: number;
}

/**
 * Stores bars, what comes with them and what is wrong with them.
 * @throws MixedProviders where invented bars would come beside real ones, or the other way round.
 */
export async function storePrices(
  stores: PriceStores,
  { symbol, timeZone }: Instrument,
  timeframe: Timeframe,
  fetched: FetchedPrices,
  { runId, now }: { runId: string; now: number },
): Promise<StoredPrices> {
  const { bars: store, actions, quarantine } = stores;
  const { provider, answer, bars, doubtful, rejectedCount, warnings, agreement } = fetched;
  const origin = { provider, runId };
  const fresh = await selectFresh(actions, symbol, answer.actions, dateInZone(now, timeZone));
  const stored = bars.length > 0 ? await loadStored(store, symbol, timeframe, bars.openTime) : undefined;
  if (stored) keepStoredValues(bars, stored);
  const series = { symbol, timeframe, runId, unmixedWith: unmixedSeries(timeframe) };
  const parts = agreement ? splitByProvider(bars, agreement.servedBy) : [{ provider, bars }];
  // Actions come with the first bars, or alone: no reader sees one without the other, and who owns the series is asked once.
  const [first = { provider, bars }, ...others] = parts;
  const counts = { inserted: 0, changed: 0, unchanged: 0 };
  for (const part of [{ ...first, actions: fresh }, ...others]) {
    const done = await store.upsertBars({ ...series, ...part });
    for (const name of ['inserted', 'changed', 'unchanged'] as const) counts[name] += done[name];
  }
  await quarantine.add({ symbol, timeframe }, doubtful, origin);
  const { servedBy = [], agreed = [], asked = 0, conflicts = [] } = agreement ?? {};
  const agreements = servedBy.map((server, row) => {
    return { openTime: bars.openTime[row], provider: server, agreed: agreed[row], asked };
  });
  await stores.agreements?.save({ symbol, timeframe, runId }, agreements);
  for (const [other, own] of groupBy(conflicts, (conflict) => conflict.provider)) {
    const lines = own.map(({ line }) => line);
    await quarantine.add({ symbol, timeframe }, lines, { provider: other, runId });
  }
  return {
    ...{ ...counts, warnings, actions: fresh.length, conflicts: conflicts.length },
    quarantined: rejectedCount + conflicts.length,
  };
}

/** The bars of each provider that has some. */
function splitByProvider(bars: BarColumns, servedBy: readonly ProviderId[]) {
  const rows = groupBy([...servedBy.keys()], (row) => servedBy[row]);
  return [...rows].map(([provider, own]) => ({ provider, bars: pickBars(bars, own) }));
}

/** Series of a symbol that are invented or real as one: corporate actions come with the daily bars, and act on all. */
export function unmixedSeries(timeframe: Timeframe): Timeframe[] {
  return timeframe === '1d' ? ['1d'] : [timeframe, '1d'];
}

/** Splits and dividends until today that are not stored, or stored otherwise. */
async function selectFresh(
  repository: CorporateActionRepository,
  symbol: string,
  actions: readonly CorporateAction[],
  today: string,
): Promise<CorporateAction[]> {
  const stored = new Map(
    (await repository.list(symbol)).map(({ exDate, kind, value }) => [`${exDate} ${kind}`, value]),
  );
  return actions.filter(({ exDate, kind, value }) => {
    return exDate <= today && value > 0 && value < Infinity && stored.get(`${exDate} ${kind}`) !== value;
  });
}

function loadStored(
  bars: BarRepository,
  symbol: string,
  timeframe: Timeframe,
  openTime: Float64Array,
): Promise<BarColumns | undefined> {
  const range = { start: openTime[0], end: openTime[openTime.length - 1] + 1 };
  return bars.loadBarSeries({ symbol, timeframe, ...range, adjust: 'raw' });
}

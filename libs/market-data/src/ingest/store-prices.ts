import type { ProviderId } from '#config';
import { dateInZone, type CorporateAction, type Instrument, type Timeframe } from '#domain';
import type {
  BarColumns,
  BarRepository,
  CorporateActionRepository,
  IngestCounts,
  QuarantineRepository,
} from '#database';
import type { NormalisedBars } from '../normalise/normalise-bars.js';
import type { BarsAnswer } from '../providers/market-data-provider.js';
import type { ProviderError } from '../providers/provider-error.js';
import { keepStoredValues } from './overlap.js';

export interface PriceStores {
  bars: BarRepository;
  actions: CorporateActionRepository;
  quarantine: QuarantineRepository;
}

/** An answer, normalised. */
export interface FetchedPrices extends NormalisedBars {
  provider: ProviderId;
  answer: BarsAnswer;
  passedOver: readonly ProviderError[];
}

/** What of a symbol's result the stored bars tell. */
export interface StoredPrices extends IngestCounts {
  quarantined: number;
  warnings: Readonly<Record<string, number>>;
  /** Splits and dividends that are new or different. */
  actions: number;
}

/** Stores bars, what comes with them and what is wrong with them. Actions first: bars are read with them. */
export async function storePrices(
  { bars: store, actions, quarantine }: PriceStores,
  { symbol, timeZone }: Instrument,
  timeframe: Timeframe,
  { provider, answer, bars, doubtful, rejectedCount, warnings }: FetchedPrices,
  { runId, now }: { runId: string; now: number },
): Promise<StoredPrices> {
  const origin = { provider, runId };
  const fresh = await selectFresh(actions, symbol, answer.actions, dateInZone(now, timeZone));
  if (fresh.length > 0) await actions.upsert(symbol, fresh, origin);
  const stored = bars.length > 0 ? await loadStored(store, symbol, timeframe, bars.openTime) : undefined;
  if (stored) keepStoredValues(bars, stored);
  const { inserted, changed, unchanged } = await store.upsertBars({ symbol, timeframe, bars, ...origin });
  await quarantine.add({ symbol, timeframe }, doubtful, origin);
  return { inserted, changed, unchanged, quarantined: rejectedCount, warnings, actions: fresh.length };
}

/** Why the answer must not be stored beside what is: invented prices never stand among real ones. */
export async function findMixture(
  bars: BarRepository,
  symbol: string,
  timeframes: readonly Timeframe[],
  provider: ProviderId,
): Promise<string | undefined> {
  const stored = await Promise.all(timeframes.map((timeframe) => bars.listProviders(symbol, timeframe)));
  const others = new Set(stored.flat().filter((other) => (other === 'sim') !== (provider === 'sim')));
  if (others.size === 0) return undefined;
  return `bars of ${[...others].join(', ')} are stored; those of ${provider} are not mixed with them: remove the symbol first`;
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

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

/** Stores bars, what comes with them and what is wrong with them. Actions first: bars are read with them. */
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
  if (fresh.length > 0) await actions.upsert(symbol, fresh, origin);
  const stored = bars.length > 0 ? await loadStored(store, symbol, timeframe, bars.openTime) : undefined;
  if (stored) keepStoredValues(bars, stored);
  const counts = { inserted: 0, changed: 0, unchanged: 0 };
  for (const part of agreement ? splitByProvider(bars, agreement.servedBy) : [{ provider, bars }]) {
    const done = await store.upsertBars({ symbol, timeframe, ...part, runId });
    for (const name of ['inserted', 'changed', 'unchanged'] as const) counts[name] += done[name];
  }
  await quarantine.add({ symbol, timeframe }, doubtful, origin);
  const { servedBy = [], agreed = [], asked = 0, conflicts = [] } = agreement ?? {};
  const agreements = servedBy.map((server, row) => {
    return { openTime: bars.openTime[row], provider: server, agreed: agreed[row], asked };
  });
  await stores.agreements?.save({ symbol, timeframe, runId }, agreements);
  for (const conflict of conflicts)
    await quarantine.add({ symbol, timeframe }, [conflict.line], { provider: conflict.provider, runId });
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

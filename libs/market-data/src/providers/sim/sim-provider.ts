import { findCalendar, ROW_DATASETS, TIMEFRAME_MS, type RowDataset } from '#domain';
import type { DailyBarsRequest, MarketDataProvider, RowsSource } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { SimBooks } from './sim-books.js';
import { createSimDatasets } from './sim-datasets.js';
import { SimMarket } from './sim-market.js';
import { createSimRowsSource } from './sim-rows-source.js';
import type { SimDay } from './simulate-days.js';
import { simulateIntraday } from './simulate-session.js';
import { findSymbolKind } from './symbol-kind.js';

const EXPIRIES = 4;

/**
 * An invented market that needs no network: all that it says is a pure function of (seed, symbol, time). A symbol that
 * begins with `UNKNOWN` is unknown to it; of indexes (`^…`) and pairs (`…USD`) it has what there can be.
 */
export function createSimProvider(seed: number, expiries = EXPIRIES): MarketDataProvider {
  const market = new SimMarket(seed);
  return {
    id: 'sim',
    batchSize: 4,
    datasets: {
      async historical_prices(request) {
        const days = findDays(market, request);
        return { bars: days.map(({ bar }) => bar), actions: days.flatMap(actionsOf), adjusted: 'raw' };
      },
      async intraday_prices({ timeframe, ...request }) {
        const days = findDays(market, request);
        const length = TIMEFRAME_MS[timeframe] / TIMEFRAME_MS['1m'];
        const bars = days.flatMap((day) => simulateIntraday(market, request.symbol, day, length));
        return { bars, actions: days.flatMap(actionsOf), adjusted: 'raw' };
      },
    },
    rows: createRows(market, expiries),
  };
}

/** @throws ProviderError where it has no sessions of the symbol or of that time. */
function findDays(market: SimMarket, { symbol, from, to, calendar, signal }: DailyBarsRequest): SimDay[] {
  signal.throwIfAborted();
  if (!findSymbolKind(symbol))
    throw new ProviderError('sim', 'unknown_symbol', 'sim does not know the symbol');
  const days = market.days(symbol, from, to, findCalendar(calendar));
  if (days.length === 0) throw new ProviderError('sim', 'empty', 'sim has no prices of that time');
  return days;
}

function createRows(market: SimMarket, expiries: number): NonNullable<MarketDataProvider['rows']> {
  const [books, datasets] = [new SimBooks(market), createSimDatasets(expiries)];
  const toSource = <Name extends RowDataset>(name: Name): RowsSource<Name> =>
    createSimRowsSource(market, books, name, datasets[name]);
  return Object.fromEntries(ROW_DATASETS.map((name) => [name, toSource(name)]));
}

function actionsOf({ session: { date: exDate }, split, dividend }: SimDay) {
  return [
    ...(split ? [{ exDate, kind: 'split', value: split } as const] : []),
    ...(dividend ? [{ exDate, kind: 'dividend', value: dividend.amount } as const] : []),
  ];
}

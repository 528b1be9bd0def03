import { always, findCalendar } from '#domain';
import type { MarketDataProvider } from '../market-data-provider.js';
import { ProviderError } from '../provider-error.js';
import { simulateDays } from './simulate-days.js';

/** An invented market that needs no network: the same seed gives the same prices for ever. */
export function createSimProvider(seed: number): MarketDataProvider {
  return {
    id: 'sim',
    batchSize: 4,
    datasets: {
      async historical_prices({ symbol, from, to, calendar, signal }) {
        signal.throwIfAborted();
        const days = simulateDays(seed, symbol, findCalendar(calendar) ?? always, to);
        const { bars, actions } = days.since(from);
        if (bars.length === 0) throw new ProviderError('sim', 'empty', 'sim has no prices of that time');
        return { bars, actions, adjusted: 'raw' };
      },
    },
  };
}

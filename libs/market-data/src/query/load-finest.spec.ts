import { createBarSeries, type Timeframe } from '#domain';
import { loadFinest } from './load-finest.js';
import type { SeriesRequest } from './bar-query.js';

const range = { timeframe: '1d', adjust: 'split' } as const;

/** Symbol A in those timeframes, and nothing else. */
function stored(...timeframes: Timeframe[]) {
  return {
    loadSeries: async ({ symbol, timeframe }: SeriesRequest) => {
      const head = { symbol, timeframe, calendar: 'always', timeZone: 'UTC' };
      return symbol === 'A' && timeframes.includes(timeframe) ? createBarSeries(head, 1) : undefined;
    },
  };
}

const timeframes = async (...given: Parameters<typeof loadFinest>) =>
  (await loadFinest(...given)).map(({ timeframe }) => timeframe);

describe('the finest bars', () => {
  it('are those of the shortest timeframe that is stored', async () => {
    expect(await timeframes(stored('1h', '5m', '1d'), ['A', 'B'], range)).toEqual(['5m']);
  });

  it('are finer than those of the request, or none', async () => {
    expect(await timeframes(stored('1d', '1w'), ['A'], range)).toEqual([]);
    expect(await timeframes(stored('1h', '1d'), ['A'], { ...range, timeframe: '1h' })).toEqual([]);
  });
});

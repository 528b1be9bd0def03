import { DEFAULT_COSTS, resolveExecution, type BacktestRequest } from '#backtest-engine';
import { createBarSeries, type Adjustment, type CorporateAction } from '#domain';
import type { SeriesRequest } from '#market-data';
import { NO_DATASETS } from '../testing/no-datasets.js';
import { loadRunSeries } from './load-run-series.js';

const strategy = { version: 1, name: 's', symbols: ['A', 'B'], rules: { long: { enter: 'close > 1' } } };
const START = Date.parse('2024-06-07');
const DAY = 86_400_000;

function requestOf(adjust: Adjustment, drillDown = false): BacktestRequest {
  return {
    ...{
      symbols: ['A', 'B'],
      timeframe: '1d',
      startDate: null,
      endDate: null,
      initialCapital: 1,
      params: {},
    },
    ...{
      costs: DEFAULT_COSTS,
      execution: resolveExecution('default', { drillDown }),
      benchmark: 'A',
      adjust,
    },
    ...{ asOf: '2024-07-01T00:00:00Z', seed: 0, tags: [] },
  };
}

/** Five days of every symbol, and minutes of A. */
function stand(actions: Record<string, CorporateAction[]> = {}) {
  const asked: [string, number | undefined][] = [];
  const bars = {
    loadSeries: async ({ symbol, timeframe }: SeriesRequest) => {
      if (timeframe !== '1d' && (timeframe !== '1m' || symbol !== 'A')) return undefined;
      const series = createBarSeries({ symbol, timeframe, calendar: 'always', timeZone: 'UTC' }, 5);
      series.openTime.forEach((_, row) => (series.openTime[row] = START + row * DAY));
      return series;
    },
  };
  const list = async (symbol: string, asOf?: number) => {
    asked.push([symbol, asOf]);
    return actions[symbol] ?? [];
  };
  return { data: { ...NO_DATASETS, bars, actions: { list } }, asked };
}

const split: CorporateAction = { exDate: '2024-06-10', kind: 'split', value: 10 };

describe('what a run loads beside its bars', () => {
  it('is the splits and dividends of each symbol once where prices are raw, as known then', async () => {
    const { data, asked } = stand({ B: [split] });
    const { actions } = await loadRunSeries(data, strategy, requestOf('raw'));
    expect(actions).toEqual([{ symbol: 'B', kind: 'split', value: 10, at: Date.parse('2024-06-10') }]);
    expect(asked).toEqual([
      ['A', Date.parse('2024-07-01')],
      ['B', Date.parse('2024-07-01')],
    ]);
  });

  it('is none of them where prices are adjusted', async () => {
    for (const adjust of ['split', 'total'] as const) {
      const { data, asked } = stand({ B: [split] });
      expect((await loadRunSeries(data, strategy, requestOf(adjust))).actions).toEqual([]);
      expect(asked).toEqual([]);
    }
  });

  it('is finer bars of the symbols that have them, where the run asks for it', async () => {
    const { data } = stand();
    const { finer } = await loadRunSeries(data, strategy, requestOf('split', true));
    expect(finer.map(({ symbol, timeframe }) => [symbol, timeframe])).toEqual([['A', '1m']]);
    expect((await loadRunSeries(data, strategy, requestOf('split'))).finer).toEqual([]);
  });
});

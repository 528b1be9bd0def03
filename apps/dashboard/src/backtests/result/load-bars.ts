import { queryOptions } from '@tanstack/react-query';
import { client, type Schemas } from '../../api/client.js';
import type { PriceBar } from '../../charts/time-chart.js';
import { requestOf } from './request-of.js';

type Timeframe = Schemas['StoredSeries']['timeframe'];

/** Which bars; days are inclusive. */
interface WantedBars {
  symbol: string;
  timeframe: string;
  start: string;
  end: string;
  adjust: 'raw' | 'split' | 'total';
  asOf: string | null;
}

const PAGE = 10_000;
/** More than a chart can show; the first of them are taken. */
const MOST_PAGES = 12;

// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- the library's own type, key and all
export function barsQuery(wanted: WantedBars) {
  return queryOptions({
    queryKey: ['bars', wanted],
    staleTime: Infinity,
    queryFn: async ({ signal }): Promise<PriceBar[]> => {
      const bars: PriceBar[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < MOST_PAGES && cursor !== null; page++) {
        const { symbol, timeframe, start, end, adjust, asOf } = wanted;
        const { data, error } = await client.GET('/api/v1/market-data/bars', {
          signal,
          params: {
            query: {
              symbol,
              timeframe: timeframe as Timeframe,
              start,
              end,
              adjust,
              limit: PAGE,
              ...(asOf ? { as_of: asOf } : {}),
              ...(cursor ? { cursor } : {}),
            },
          },
        });
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- a problem document, as every query gives it
        if (error) throw error;
        const answer = data as {
          items: (Omit<PriceBar, 'time'> & { time: string })[];
          next_cursor: string | null;
        };
        for (const { time, open, high, low, close } of answer.items) {
          bars.push({ time: Date.parse(time), open, high, low, close });
        }
        cursor = answer.next_cursor;
      }
      return bars;
    },
  });
}

/** Bars of days in place of more than one page of shorter ones: a line of a chart needs no more. */
export function coarsen(wanted: WantedBars, bars: number): WantedBars {
  return bars > PAGE ? { ...wanted, timeframe: '1d' } : wanted;
}

/** The bars that a stored run read of a symbol, from its request. */
export function barsOfRun(result: Schemas['BacktestResult'], symbol: string): WantedBars {
  const { timeframe, adjust, as_of: asOf } = requestOf(result);
  const { time } = result.equity_curve;
  return { symbol, timeframe, start: time[0], end: time.at(-1)!, adjust, asOf };
}

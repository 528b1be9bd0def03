import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { barAt, toBarSeries, xnys, type BarSeries } from '#domain';
import { simulateDemoBars } from '#market-data';

const { resolve } = createRequire(import.meta.url);

const FILES: Readonly<Record<string, () => string>> = {
  AAPL: () => resolve('@observablehq/sample-datasets/aapl.csv'),
  '^GSPC': () => join(dirname(resolve('vega-datasets')), '../data/sp500-2000.csv'),
};

export const DEMO_SYMBOLS = Object.keys(FILES);

/** The demo prices as their packages have them: daily, adjusted for splits. */
export function readDemoPrices(symbol: string): BarSeries {
  const [, ...lines] = readFileSync(FILES[symbol](), 'utf8').trim().split('\n');
  const bars = lines.map((line) => {
    const [date, open, high, low, close, , volume] = line.split(',');
    const prices = { open: Number(open), high: Number(high), low: Number(low), close: Number(close) };
    return { openTime: Date.parse(date), ...prices, volume: Number(volume) };
  });
  const head = { symbol, timeframe: '1d', calendar: 'XNYS', timeZone: xnys.timeZone } as const;
  return toBarSeries(head, bars, (openTime) => xnys.closeTimeOf(openTime, '1d'));
}

/** The bars of five minutes that the demo has of AAPL. */
export function readDemoBarsInside(): BarSeries {
  const days = readDemoPrices('AAPL');
  const bars = simulateDemoBars(
    'AAPL',
    Array.from({ length: days.length }, (_, row) => barAt(days, row)),
  );
  const head = { symbol: 'AAPL', timeframe: '5m', calendar: 'XNYS', timeZone: xnys.timeZone } as const;
  return toBarSeries(head, bars, (openTime) => xnys.closeTimeOf(openTime, '5m'));
}

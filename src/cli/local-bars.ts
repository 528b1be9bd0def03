import { createReadStream, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BarColumns } from '#database';
import { always, createBarSeries, xnys, type BarSeries, type Timeframe, type TradingCalendar } from '#domain';
import { parseSeriesName, readBarsCsv } from '#market-data';
import { UsageError } from './cli-error.js';

const FILLED = ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const;

const { resolve } = createRequire(import.meta.url);

/** Where the packages with real prices have them; what is stored of them is the market-data room's matter. */
const DEMO_FILES: ReadonlyMap<string, () => string> = new Map([
  ['AAPL', () => resolve('@observablehq/sample-datasets/aapl.csv')],
  ['^GSPC', () => join(dirname(resolve('vega-datasets')), '../data/sp500-2000.csv')],
]);

/** The bars of a CSV as a series, on the calendar that imported symbols have. */
export async function readLocalBars(file: string, symbol: string, timeframe: Timeframe): Promise<BarSeries> {
  if (!existsSync(file)) throw new UsageError(`--data: there is no file ${file}`);
  const named = parseSeriesName(file).timeframe ?? timeframe;
  if (named !== timeframe)
    throw new UsageError(`--data: ${file} holds ${named} bars, the run wants ${timeframe}`);
  const { bars } = await readBarsCsv(createReadStream(file), { timeframe, naiveZone: always.timeZone });
  return toSeries(symbol, timeframe, always, bars);
}

function toSeries(
  symbol: string,
  timeframe: Timeframe,
  calendar: TradingCalendar,
  bars: BarColumns,
): BarSeries {
  const { id, timeZone } = calendar;
  const series = createBarSeries({ symbol, timeframe, calendar: id, timeZone }, bars.length);
  for (const column of FILLED) series[column].set(bars[column]);
  series.closeTime.set(bars.openTime.map((time) => calendar.closeTimeOf(time, timeframe)));
  return series;
}

/** The demo prices of a symbol, adjusted for splits as their package has them; undefined where there are none. */
export async function readDemoSeries(symbol: string, timeframe: Timeframe): Promise<BarSeries | undefined> {
  const file = timeframe === '1d' ? DEMO_FILES.get(symbol) : undefined;
  if (!file) return undefined;
  const { bars } = await readBarsCsv(createReadStream(file()), { timeframe, naiveZone: xnys.timeZone });
  return toSeries(symbol, timeframe, xnys, bars);
}

import { createReadStream, existsSync } from 'node:fs';
import type { BarColumns } from '#database';
import { always, createBarSeries, xnys, type BarSeries, type Timeframe, type TradingCalendar } from '#domain';
import { findDemoFile, parseSeriesName, readBarsCsv } from '#market-data';
import { UsageError } from './cli-error.js';

const FILLED = ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const;

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
  const file = timeframe === '1d' ? findDemoFile(symbol) : undefined;
  if (!file) return undefined;
  const { bars } = await readBarsCsv(createReadStream(file), { timeframe, naiveZone: xnys.timeZone });
  return toSeries(symbol, timeframe, xnys, bars);
}

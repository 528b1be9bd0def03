import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { xnys, type Bar, type CorporateAction, type DatasetRow } from '#domain';
import {
  toBarColumns,
  type BarColumns,
  type BarRepository,
  type CorporateActionRepository,
  type DatasetRepository,
  type InstrumentRepository,
} from '#database';
import { readBarsCsv } from '../csv/read-bars-csv.js';
import { APPLE_ACTIONS } from './apple-actions.js';
import { APPLE_EARNINGS } from './apple-earnings.js';
import { undoSplits } from '../normalise/undo-splits.js';
import { simulateInsideDays } from './simulate-inside-days.js';

interface DemoSeries {
  symbol: string;
  name: string;
  file: () => string;
  /** Those inside the file's range; its prices are adjusted for the splits among them. */
  actions: readonly CorporateAction[];
  earnings: readonly DatasetRow<'earnings'>[];
  /** The first day inside which bars of five minutes are simulated, if any; after the last split. */
  insideFrom?: number;
}

const { resolve } = createRequire(import.meta.url);

/** Real daily prices that come with two packages; both files hold split-adjusted bars. */
const DEMO_SERIES: readonly DemoSeries[] = [
  {
    symbol: 'AAPL',
    name: 'Apple Inc.',
    file: () => resolve('@observablehq/sample-datasets/aapl.csv'),
    actions: APPLE_ACTIONS,
    earnings: APPLE_EARNINGS,
    insideFrom: Date.UTC(2018, 2, 1),
  },
  {
    symbol: '^GSPC',
    name: 'S&P 500',
    file: () => join(dirname(resolve('vega-datasets')), '../data/sp500-2000.csv'),
    actions: [],
    earnings: [],
  },
];

/** The CSV of a symbol's daily demo prices, split-adjusted as its package has them; undefined where there are none. */
export function findDemoFile(symbol: string): string | undefined {
  return DEMO_SERIES.find((series) => series.symbol === symbol)?.file();
}

/** The reports of a symbol inside the range of its demo prices; none where there are none. */
export function findDemoEarnings(symbol: string): readonly DatasetRow<'earnings'>[] {
  return DEMO_SERIES.find((series) => series.symbol === symbol)?.earnings ?? [];
}

/** Bars of five minutes inside the last weeks of a symbol's daily demo prices; none where the demo has none. */
export function simulateDemoBars(symbol: string, days: readonly Bar[]): Bar[] {
  const { insideFrom = Infinity } = DEMO_SERIES.find((series) => series.symbol === symbol) ?? {};
  const last = days.filter(({ openTime }) => openTime >= insideFrom);
  return simulateInsideDays(symbol, last, xnys);
}

const ORIGIN = { provider: 'demo', runId: 'demo' };

export interface DemoStores {
  instruments: InstrumentRepository;
  bars: BarRepository;
  actions: CorporateActionRepository;
  datasets: DatasetRepository;
}

/** How many bars were stored; none for a series that was there already, whoever had brought it. */
export interface DemoCount {
  symbol: string;
  inserted: number;
  /** Bars of five minutes inside the last of the days. */
  simulated: number;
}

/**
 * Stores the demo prices: AAPL 2013–2018 and ^GSPC 2000–2020, daily, raw, with their splits and dividends, simulated
 * bars of five minutes inside the last weeks of AAPL, and the earnings of AAPL unless there are some.
 */
export async function loadDemoData(stores: DemoStores): Promise<DemoCount[]> {
  const counts: DemoCount[] = [];
  for (const series of DEMO_SERIES) counts.push(await load(stores, series));
  return counts;
}

async function load(stores: DemoStores, series: DemoSeries): Promise<DemoCount> {
  const counts = await loadPrices(stores, series);
  await loadEarnings(stores, series);
  return { symbol: series.symbol, ...counts };
}

async function loadEarnings({ datasets }: DemoStores, { symbol, earnings }: DemoSeries): Promise<void> {
  if (earnings.length === 0) return;
  const known = await datasets.query('earnings', { subjects: [symbol], limit: 1 });
  if (known.length === 0) await datasets.upsert('earnings', earnings, ORIGIN);
}

async function loadPrices(
  { instruments, bars, actions }: DemoStores,
  series: DemoSeries,
): Promise<Omit<DemoCount, 'symbol'>> {
  const { symbol, name } = series;
  if (await bars.findRange(symbol, '1d')) return { inserted: 0, simulated: 0 };
  const { id, timeZone } = xnys;
  await instruments.ensure({ symbol, name, calendar: id, timeZone, currency: 'USD' });
  await actions.upsert(symbol, series.actions, ORIGIN);
  const read = await readBarsCsv(createReadStream(series.file()), { timeframe: '1d', naiveZone: timeZone });
  const inside = simulateDemoBars(symbol, toDays(read.bars));
  undoSplits(read.bars, series.actions);
  const { inserted } = await bars.upsertBars({ symbol, timeframe: '1d', bars: read.bars, ...ORIGIN });
  if (inside.length > 0)
    await bars.upsertBars({
      symbol,
      timeframe: '5m',
      bars: toBarColumns(inside),
      ...ORIGIN,
      provider: 'sim',
    });
  return { inserted, simulated: inside.length };
}

function toDays({ length, openTime, open, high, low, close, volume }: BarColumns): Bar[] {
  return Array.from({ length }, (_, row) => ({
    ...{ openTime: openTime[row], open: open[row], high: high[row] },
    ...{ low: low[row], close: close[row], volume: volume[row] },
  }));
}

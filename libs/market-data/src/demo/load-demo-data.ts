import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { xnys, type CorporateAction } from '#domain';
import type { BarRepository, CorporateActionRepository, InstrumentRepository } from '#database';
import { readBarsCsv } from '../csv/read-bars-csv.js';
import { APPLE_ACTIONS } from './apple-actions.js';
import { undoSplits } from '../normalise/undo-splits.js';

interface DemoSeries {
  symbol: string;
  name: string;
  file: () => string;
  /** Those inside the file's range; its prices are adjusted for the splits among them. */
  actions: readonly CorporateAction[];
}

const { resolve } = createRequire(import.meta.url);

/** Real daily prices that come with two packages; both files hold split-adjusted bars. */
const DEMO_SERIES: readonly DemoSeries[] = [
  {
    symbol: 'AAPL',
    name: 'Apple Inc.',
    file: () => resolve('@observablehq/sample-datasets/aapl.csv'),
    actions: APPLE_ACTIONS,
  },
  {
    symbol: '^GSPC',
    name: 'S&P 500',
    file: () => join(dirname(resolve('vega-datasets')), '../data/sp500-2000.csv'),
    actions: [],
  },
];

/** The CSV of a symbol's daily demo prices, split-adjusted as its package has them; undefined where there are none. */
export function findDemoFile(symbol: string): string | undefined {
  return DEMO_SERIES.find((series) => series.symbol === symbol)?.file();
}

const ORIGIN = { provider: 'demo', runId: 'demo' };

export interface DemoStores {
  instruments: InstrumentRepository;
  bars: BarRepository;
  actions: CorporateActionRepository;
}

/** How many bars were stored; none for a series that was there already, whoever had brought it. */
export type DemoCount = { symbol: string; inserted: number };

/** Stores the demo prices: AAPL 2013–2018 and ^GSPC 2000–2020, daily, raw, with their splits and dividends. */
export async function loadDemoData(stores: DemoStores): Promise<DemoCount[]> {
  const counts: DemoCount[] = [];
  for (const series of DEMO_SERIES)
    counts.push({ symbol: series.symbol, inserted: await load(stores, series) });
  return counts;
}

async function load({ instruments, bars, actions }: DemoStores, series: DemoSeries): Promise<number> {
  const { symbol, name } = series;
  if (await bars.findRange(symbol, '1d')) return 0;
  const { id, timeZone } = xnys;
  await instruments.ensure({ symbol, name, calendar: id, timeZone, currency: 'USD' });
  await actions.upsert(symbol, series.actions, ORIGIN);
  const read = await readBarsCsv(createReadStream(series.file()), { timeframe: '1d', naiveZone: timeZone });
  undoSplits(read.bars, series.actions);
  const stored = await bars.upsertBars({ symbol, timeframe: '1d', bars: read.bars, ...ORIGIN });
  return stored.inserted;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toBarSeries, type Bar, type BarSeries, type Timeframe } from '#domain';

const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const REFERENCE = resolve(PROJECT, process.env.BARKEEP_REFERENCE ?? '../shared');

/** A recorded run of the peer: what was run, and every number that came out. */
export interface Golden {
  id: string;
  strategy: string;
  dataset: string;
  data_file: string;
  params: Record<string, number> & { u: number[] };
  broker: {
    spread: number;
    commission: number | [fixed: number, rate: number];
    margin: number;
    trade_on_close: boolean;
    hedging: boolean;
    exclusive_orders: boolean;
    finalize_trades: boolean;
    cash: number;
  };
  warmup_index: number;
  warnings: { order_cancelled_insufficient_margin: number[] };
  stats: Record<string, number | string | null>;
  trades: GoldenTrade[];
  equity_curve: { bars: number[]; values: number[]; final: number; sum: number; min: number; max: number };
  open_trades_at_end: GoldenOpenTrade[];
  pending_orders_at_end: GoldenOrder[];
}

export interface GoldenOpenTrade {
  size: number;
  entry_bar: number;
  entry_time: string;
  entry_price: number;
  sl: number | null;
  tp: number | null;
}

export interface GoldenTrade extends GoldenOpenTrade {
  exit_bar: number;
  exit_time: string;
  exit_price: number;
  pnl: number;
  commission: number;
  return_pct: number;
  duration_s: number;
}

export interface GoldenOrder {
  size: number;
  limit: number | null;
  stop: number | null;
  sl: number | null;
  tp: number | null;
  contingent: boolean;
  closes_trade: boolean;
}

/** Why the reference can't be read, or undefined. */
export function missingReference(): string | undefined {
  const folder = join(REFERENCE, 'golden');
  return existsSync(folder)
    ? undefined
    : ': skipped, no golden folder (BARKEEP_REFERENCE, default ../shared)';
}

export function loadGoldens(): Golden[] {
  const folder = join(REFERENCE, 'golden');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Golden);
}

/** The bars of a golden's data file, as an instrument of the same name. */
export function loadGoldenSeries(golden: Golden): BarSeries {
  const [symbol, timeframe] = golden.dataset.split('_') as [string, Timeframe];
  const lines = readFileSync(join(REFERENCE, 'data', golden.data_file), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const bars = lines.map((line): Bar => {
    const [date, ...numbers] = line.split(',');
    const [open, high, low, close, volume] = numbers.map(Number);
    return { openTime: Date.parse(date), open, high, low, close, volume };
  });
  return toBarSeries({ symbol, timeframe, calendar: 'always', timeZone: 'UTC' }, bars, (time) => time);
}

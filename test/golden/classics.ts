import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  computeDataDigest,
  computeResultDigest,
  DEFAULT_COSTS,
  ENGINE_VERSION,
  resolveExecution,
  runBacktest,
  type BacktestOutcome,
  type RunSettings,
} from '#backtest-engine';
import type { BarSeries } from '#domain';
import { findDemoEarnings } from '#market-data';
import { compileStrategy, type CompiledStrategy, type KnownRows } from '#strategy';
import { loadKnownRows } from '../../apps/worker/src/handlers/load-known-rows.js';
import { DEMO_SYMBOLS, readDemoBarsInside, readDemoPrices } from '../support/demo-prices.js';

const PROJECT = join(import.meta.dirname, '..', '..');
const EXAMPLES = join(PROJECT, 'examples', 'strategies');
const GOLDENS = join(import.meta.dirname, 'classics');

/** Those that trade inside days, on the demo's bars of five minutes. */
export const INTRADAY_CLASSICS = ['16-opening-range-breakout', '17-vwap-reversion'];

/** The metrics that a golden states; the digest covers the others. */
const HEADLINE = ['equity_final', 'return_pct', 'max_drawdown_pct', 'sharpe_ratio', 'win_rate_pct', 'sqn'];

/** The world of every golden: costs of 0.1 % a trade, our own defaults otherwise. */
export const SETTINGS: RunSettings = {
  initialCapital: 100_000,
  seed: 0,
  costs: { ...DEFAULT_COSTS, commission: { rate: 0.001, fixed: 0, perShare: 0, minimum: 0 } },
  execution: resolveExecution('default'),
};

/** What a classic did on the demo prices. */
export interface ClassicGolden {
  readonly strategy_hash: string;
  readonly engine_version: string;
  readonly data_digest: string;
  readonly warmup_bars: number;
  readonly bars: number;
  readonly trades: number;
  readonly orders: number;
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly result_digest: string;
}

/** Names of the example strategies, in the order of their numbers. */
export function listClassics(): string[] {
  return readdirSync(EXAMPLES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

export function goldenFile(classic: string): string {
  return join(GOLDENS, `${classic}.json`);
}

export function compileClassic(classic: string): CompiledStrategy {
  const outcome = compileStrategy(JSON.parse(readFileSync(join(EXAMPLES, `${classic}.json`), 'utf8')));
  if (!outcome.ok) throw new Error(`${classic}: ${JSON.stringify(outcome.errors)}`);
  return outcome.strategy;
}

export function runClassic(
  strategy: CompiledStrategy,
  series: readonly BarSeries[],
  known: readonly KnownRows[] = [],
): BacktestOutcome {
  return runBacktest({ series, known, strategy, request: SETTINGS });
}

const demo = new Map<string, BarSeries>();

/** The demo prices that a classic reads, in the order in which it names them. */
export function demoSeriesOf(classic: string, { dataSymbols }: CompiledStrategy): BarSeries[] {
  if (INTRADAY_CLASSICS.includes(classic)) return [readDemoBarsInside()];
  if (demo.size === 0) for (const symbol of DEMO_SYMBOLS) demo.set(symbol, readDemoPrices(symbol));
  return dataSymbols.map((symbol) => demo.get(symbol)!);
}

/** What a strategy reads of the demo's datasets. */
export function demoRowsOf({ known }: CompiledStrategy, series: readonly BarSeries[]): Promise<KnownRows[]> {
  const stores = {
    datasets: { loadKnown: async () => findDemoEarnings('AAPL') as never[] },
    actions: { list: async () => [] },
  };
  return loadKnownRows(stores, known, { adjust: 'split', asOf: null }, series);
}

/** Runs a classic on the demo data. */
export async function computeGolden(classic: string): Promise<ClassicGolden> {
  const strategy = compileClassic(classic);
  const series = demoSeriesOf(classic, strategy);
  const known = await demoRowsOf(strategy, series);
  const outcome = runClassic(strategy, series, known);
  const { strategyHash } = strategy;
  const dataDigest = computeDataDigest(series, sha256, known);
  const parts = { strategyHash, engineVersion: ENGINE_VERSION, dataDigest, settings: SETTINGS, outcome };
  return {
    strategy_hash: strategyHash,
    engine_version: ENGINE_VERSION,
    data_digest: dataDigest,
    warmup_bars: outcome.warmupBars,
    bars: outcome.barsTotal,
    trades: outcome.trades.length,
    orders: outcome.orders.length,
    metrics: Object.fromEntries(HEADLINE.map((name) => [name, outcome.metrics[name]])),
    result_digest: computeResultDigest(parts, sha256),
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

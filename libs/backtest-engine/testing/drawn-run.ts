import {
  cellAt,
  toBarSeries,
  type Adjustment,
  type BarSeries,
  type CodedTable,
  type TimedAction,
  type Timeframe,
} from '#domain';
import type { BacktestOutcome } from '../src/backtest-outcome.js';
import type { CostOptions, ExecutionOptions } from '../src/backtest-request.js';
import type { DecisionContext } from '../src/decision-context.js';
import { DEFAULT_COSTS, resolveExecution } from '../src/presets.js';
import { runBacktest, type RunSettings } from '../src/run-backtest.js';
import type { RunHooks } from '../src/run-hooks.js';
import type { Strategy } from '../src/strategy.js';

const DAY = 86_400_000;

export type Drawn = [open: number, high: number, low: number, close: number];

/** Bars drawn by hand, a day each from Monday 2024-01-01 on. */
export function drawBars(
  bars: readonly Drawn[],
  symbol = 'X',
  firstDay = 0,
  timeframe: Timeframe = '1d',
): BarSeries {
  const start = Date.UTC(2024, 0, 1) + firstDay * DAY;
  return toBarSeries(
    { symbol, timeframe, calendar: 'always', timeZone: 'UTC' },
    bars.map(([open, high, low, close], row) => ({
      openTime: start + row * DAY,
      open,
      high,
      low,
      close,
      volume: 1000,
    })),
    (time) => time + DAY,
  );
}

/** What to do at the close of some bars. */
export type Script = Readonly<Record<number, (context: DecisionContext) => void>>;

export function scripted(script: Script, extra: Partial<Strategy> = {}): Strategy {
  return {
    name: 'script',
    exclusive: false,
    prepare: () => ({ warmupBars: 0 }),
    decide: (context) => script[context.bar]?.(context),
    ...extra,
  };
}

export interface DrawnWorld {
  preset?: ExecutionOptions['preset'];
  capital?: number;
  costs?: Partial<CostOptions>;
  execution?: Partial<ExecutionOptions>;
  hooks?: RunHooks;
  adjust?: Adjustment;
  actions?: readonly TimedAction[];
  finer?: readonly BarSeries[];
}

export function toSettings({
  preset = 'default',
  capital = 1000,
  costs,
  execution,
  adjust,
}: DrawnWorld): RunSettings {
  return {
    initialCapital: capital,
    seed: 0,
    costs: { ...DEFAULT_COSTS, ...costs },
    execution: resolveExecution(preset, execution),
    adjust,
  };
}

export interface DrawnRun {
  outcome: BacktestOutcome;
  trades: Row[];
  open: Row[];
  orders: Row[];
  equity: number[];
}

/** Runs a script on drawn bars and gives the tables as rows. */
export function runDrawn(
  bars: readonly Drawn[] | readonly BarSeries[],
  script: Script | Strategy,
  world: DrawnWorld = {},
): DrawnRun {
  const series = isSeries(bars) ? bars : [drawBars(bars)];
  const strategy = 'prepare' in script ? script : scripted(script);
  const { actions, finer } = world;
  const outcome = runBacktest({ series, strategy, request: toSettings(world), actions, finer }, world.hooks);
  return {
    outcome,
    trades: rowsOf(outcome.trades),
    open: rowsOf(outcome.openTrades),
    orders: rowsOf(outcome.orders),
    equity: [...(outcome.equity.columns.equity as Float64Array)],
  };
}

function isSeries(bars: readonly Drawn[] | readonly BarSeries[]): bars is readonly BarSeries[] {
  return bars.length > 0 && !Array.isArray(bars[0]);
}

export type Row = Record<string, number | string>;

export function rowsOf(table: CodedTable): Row[] {
  return Array.from({ length: table.length }, (_, row) =>
    Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, cellAt(column, row)])),
  );
}

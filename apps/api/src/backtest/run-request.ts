import { DEFAULT_COSTS, resolveExecution, type BacktestRequest, type CostOptions } from '#backtest-engine';
import { isTimeframe, type Fault } from '#domain';
import type { PayloadOf } from '#jobs';
import { textOf } from '../validation/text-of.js';
import { faultsOfCosts } from './cost-faults.js';
import { faultsOfAsOf, faultsOfDates } from './date-range.js';
import type { CostsDto, ExecutionDto, RunBacktestDto } from './run-backtest.dto.js';
import { toSnakeCase } from './snake-case.js';

const DEFAULT_CAPITAL = 100_000;

/** What a run body calls the ends of its range. */
export const DATE_NAMES = { start: 'start_date', end: 'end_date' } as const;

/** What was given of a run body; its members may be of any type. */
export type RunDraft = { readonly [Member in keyof RunBacktestDto]?: unknown };

/** What the rules of single members don't see: what is needed, what excludes each other, dates. */
export function faultsOfRun(run: RunDraft): Fault[] {
  const dates = { start: textOf(run.start_date), end: textOf(run.end_date) };
  const source = faultOfSource(run);
  const missing: Fault = { path: '/timeframe', code: 'E_SCHEMA', message: 'timeframe is required' };
  return [
    ...(source ? [source] : []),
    ...(run.timeframe === undefined || run.timeframe === null ? [missing] : []),
    ...faultsOfDates(dates, isTimeframe(run.timeframe) ? run.timeframe : '1d', DATE_NAMES),
    ...faultsOfAsOf(textOf(run.as_of)),
    ...faultsOfCosts(run.costs, run.execution),
  ];
}

function faultOfSource(run: RunDraft): Fault | undefined {
  if (run.strategy && run.strategy_id) {
    return { path: '/strategy_id', code: 'E_CONFLICT', message: 'give strategy or strategy_id, not both' };
  }
  return run.strategy || run.strategy_id
    ? undefined
    : { path: '/strategy', code: 'E_SCHEMA', message: 'strategy is required' };
}

function toCosts(costs: CostsDto = {}): CostOptions {
  const { commission, slippage } = costs;
  return {
    commission: {
      rate: commission?.rate ?? DEFAULT_COSTS.commission.rate,
      fixed: commission?.fixed ?? DEFAULT_COSTS.commission.fixed,
      perShare: commission?.per_share ?? DEFAULT_COSTS.commission.perShare,
      minimum: commission?.minimum ?? DEFAULT_COSTS.commission.minimum,
      maximum: commission?.maximum,
      maker: commission?.maker,
      taker: commission?.taker,
      tiers: commission?.tiers?.map(({ from = 0, rate, per_share: perShare }) => ({ from, rate, perShare })),
    },
    spread: costs.spread ?? DEFAULT_COSTS.spread,
    slippage: {
      kind: slippage?.kind ?? DEFAULT_COSTS.slippage.kind,
      value: slippage?.value ?? DEFAULT_COSTS.slippage.value,
    },
    borrowRate: costs.borrow_rate ?? DEFAULT_COSTS.borrowRate,
    cashRate: costs.cash_rate ?? DEFAULT_COSTS.cashRate,
  };
}

function toExecution(execution: ExecutionDto = {}): BacktestRequest['execution'] {
  return resolveExecution(execution.preset, {
    fill: execution.fill,
    margin: execution.margin,
    maintenanceMargin: execution.maintenance_margin,
    exclusiveOrders: execution.exclusive_orders,
    hedging: execution.hedging,
    wholeUnits: execution.whole_units,
    finalizeTrades: execution.finalize_trades,
    drillDown: execution.drill_down,
    warmupBars: execution.warmup_bars,
  });
}

/** The run body, checked before, as the engine wants it: everything but the strategy, defaults filled in. */
export function toBacktestRequest(
  run: RunBacktestDto,
  strategy: { symbols: readonly string[]; params: Readonly<Record<string, number>> },
): BacktestRequest {
  return {
    symbols: [...strategy.symbols],
    timeframe: run.timeframe ?? '1d',
    startDate: run.start_date ?? null,
    endDate: run.end_date ?? null,
    initialCapital: run.initial_capital ?? DEFAULT_CAPITAL,
    params: { ...strategy.params },
    costs: toCosts(run.costs),
    execution: toExecution(run.execution),
    benchmark: run.benchmark ?? null,
    adjust: run.adjust ?? 'split',
    asOf: run.as_of ?? null,
    seed: run.seed ?? 0,
    tags: run.tags ?? [],
  };
}

/** The run body that a queued backtest stands for, with what was left out of it; checked, it gives the same backtest. */
export function toRunBody({ strategy, request }: PayloadOf<'backtest_run'>): Record<string, unknown> {
  return { strategy, ...(toSnakeCase(request) as object) };
}

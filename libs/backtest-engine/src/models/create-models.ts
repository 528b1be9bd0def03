import type { BarSeries, TimedAction } from '#domain';
import type { CostOptions, ExecutionOptions } from '../backtest-request.js';
import { PRESET_RULES } from '../presets.js';
import { createCarryingCost } from './carrying-cost.js';
import { planActions } from './corporate-actions.js';
import { createCommission } from './create-commission.js';
import type { ExecutionModels } from './execution-models.js';
import { AskedSizeSizing, SolvedSizing } from './sizing.js';
import { createSlippage } from './slippage.js';

/** Data beside the bars that models look at. */
export interface ModelData {
  readonly series: readonly BarSeries[];
  /** Finer bars of some of the instruments. */
  readonly finer?: readonly BarSeries[];
  /** Splits and dividends that act on positions. */
  readonly actions?: readonly TimedAction[];
}

/** The models of a run. `exclusiveByStrategy` holds where the run does not say. */
export function createModels(
  execution: ExecutionOptions,
  costs: CostOptions,
  exclusiveByStrategy: boolean,
  { series, finer = [], actions = [] }: ModelData,
): ExecutionModels {
  const rules = PRESET_RULES[execution.preset];
  const commission = createCommission(costs.commission);
  const carrying = createCarryingCost(costs.borrowRate, costs.cashRate);
  const { maintenanceMargin = 0 } = execution;
  const Sizing = rules.sizing === 'asked_size' ? AskedSizeSizing : SolvedSizing;
  return {
    rules,
    commission,
    sizing: new Sizing(commission, execution.wholeUnits),
    slippage: createSlippage(costs.slippage),
    carrying,
    entrySpread: costs.spread,
    exitSpread: rules.exitsPaySpread ? costs.spread : 0,
    fillsAtClose: execution.fill === 'close',
    margin: execution.margin,
    maintenanceMargin,
    needsEveryBar:
      carrying !== undefined || maintenanceMargin > 0 || commission.tally !== undefined || actions.length > 0,
    leverage: 1 / execution.margin,
    hedging: execution.hedging,
    wholeUnits: execution.wholeUnits,
    intrabar: 'stop_first',
    finer: finer.length === 0 ? undefined : byInstrument(series, (one) => findSeries(finer, one.symbol)),
    actions: actions.length === 0 ? undefined : byInstrument(series, (one) => planActions(one, actions)),
    exclusive: exclusiveOf(execution.exclusiveOrders, exclusiveByStrategy),
    finalizeTrades: execution.finalizeTrades,
    closeUnits: execution.wholeUnits ? (share) => Math.max(1, roundHalfEven(share)) : (share) => share,
  };
}

/** The peer's `exclusive_orders` replaces everything; a strategy's own `exclusive` reverses. */
function exclusiveOf(byRun: boolean | undefined, byStrategy: boolean): ExecutionModels['exclusive'] {
  if (byRun !== undefined) return byRun ? 'all' : 'none';
  return byStrategy ? 'opposite' : 'none';
}

function findSeries(series: readonly BarSeries[], symbol: string): BarSeries | undefined {
  return series.find((one) => one.symbol === symbol);
}

/** What there is of each instrument, by its index. */
function byInstrument<T>(
  series: readonly BarSeries[],
  find: (one: BarSeries) => T | undefined,
): ReadonlyMap<number, T> {
  return new Map(
    series.flatMap((one, instrument) => {
      const found = find(one);
      return found === undefined ? [] : [[instrument, found] as const];
    }),
  );
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest === 0.5) return below % 2 === 0 ? below : below + 1;
  return rest < 0.5 ? below : below + 1;
}

import { BarkeepError, type BarSeries } from '#domain';
import {
  bindStrategy,
  createPositionState,
  dissectStrategy,
  evaluateBound,
  type BoundStrategy,
  type CompiledStrategy,
  type DissectedStrategy,
  type ExpressionPart,
  type PositionState,
} from '#strategy';
import { countUpTo, viewRows } from '../bar-window.js';
import { DecisionContext } from '../decision-context.js';
import { PreparedRun } from '../prepared-run.js';
import { readBasketState } from '../rules/basket-state.js';
import { PositionTracker } from '../rules/position-tracker.js';
import { findBlockingClauses, type ValueOf } from './blocking-clauses.js';
import { explainAllocation } from './explain-allocation.js';
import { findHindrances } from './entry-hindrances.js';
import type { ExplainedPart, ExplainedRule, ExplainInput, Explanation, PartValue } from './explanation.js';
import { ordersPlacedAt } from './placed-orders.js';

/** Values of parts that are computed over all bars at most; beyond it only over those that the value depends on. */
const MOST_CELLS = 20_000_000;

/**
 * Runs up to the bar of a symbol that was open at an instant (UTC ms) and tells what every rule came to at its close.
 * For a basket the rules are those of its first leg. Throws BarkeepError PARAMETER_INVALID when there is no such bar.
 */
export function explainBar(input: ExplainInput, symbol: string, at: number): Explanation {
  const series = input.series.find((one) => one.symbol === symbol);
  const asked = series === undefined ? -1 : countUpTo(series.openTime, at) - 1;
  if (series === undefined || asked < 0) {
    const reason = series === undefined ? 'is not read by the run' : 'has no bar at or before that time';
    throw new BarkeepError('PARAMETER_INVALID', `${symbol} ${reason}.`);
  }
  const run = new PreparedRun(input);
  const simulation = run.simulate();
  const bar = countUpTo(simulation.market.timeline, series.openTime[asked]) - 1;
  simulation.runTo(bar + 1);
  const context = new DecisionContext(simulation.market, simulation.desk, simulation.portfolio);
  context.bar = bar;
  const instrument = simulation.market.instrumentOf(leadOf(input.strategy) ?? symbol);
  const row = simulation.market.rowAt(instrument, bar);
  const orders = ordersPlacedAt(simulation, bar);
  const dissected = dissectStrategy(input.strategy, series.timeframe);
  const state = stateOf(input.strategy, context, instrument);
  const rules = row < 0 ? [] : explainRules(dissected, input, { instrument, row, state });
  const held = simulation.market.instrumentOf(symbol);
  return {
    ...{ symbol, bar, row: asked, time: series.openTime[asked], warmupBars: run.warmupBars },
    position: context.positionSize(held),
    equity: simulation.recorder.equity[bar],
    rules,
    hindrances: findHindrances(input.strategy, rules, {
      context,
      instrument,
      orders,
      isWarm: row > run.warmupBars,
    }),
    allocation: input.strategy.allocate && explainAllocation(input, context, held, run.warmupBars),
    orders,
  };
}

interface Place {
  readonly instrument: number;
  readonly row: number;
  readonly state: PositionState;
}

function explainRules(
  { strategy, slots }: DissectedStrategy,
  input: ExplainInput,
  place: Place,
): ExplainedRule[] {
  const lead = input.series[place.instrument];
  const window = windowOf(strategy, lead, place.row);
  const bound = bindTo(strategy, input, lead.closeTime[place.row], window);
  const offset = place.row + 1 - window;
  const valueOf: ValueOf = ({ value }, barsBack) => {
    const row = place.row - offset - barsBack;
    if (value === undefined || row < 0) return NaN;
    return evaluateBound(bound.expression(lead.symbol, value), place.state, row);
  };
  return [...slots].map(([path, part]) => explainRule(path, part, valueOf));
}

function explainRule(path: string, part: ExpressionPart, valueOf: ValueOf): ExplainedRule {
  const tree = explainPart(part, valueOf, 0);
  const blocking = part.value?.type === 'bool' ? findBlockingClauses(part, valueOf) : [];
  return { path, value: tree.value, tree, blocking, nearMiss: blocking.length === 1 };
}

function explainPart(part: ExpressionPart, valueOf: ValueOf, barsBack: number): ExplainedPart {
  return {
    text: part.text,
    value: toPartValue(part, valueOf(part, barsBack)),
    args: part.args.map((arg) => explainPart(arg, valueOf, barsBack + part.lag)),
  };
}

function toPartValue({ value }: ExpressionPart, number: number): PartValue {
  if (!Number.isFinite(number)) return null;
  return value?.type === 'bool' ? number === 1 : number;
}

/** Rows up to the explained one that parts are computed over. */
function windowOf({ expressions }: CompiledStrategy, lead: BarSeries, row: number): number {
  if (expressions.length * row <= MOST_CELLS) return row + 1;
  const longest = expressions.reduce((bars, { root }) => Math.max(bars, root.converged), 0);
  return Math.min(row + 1, 2 * longest + 2);
}

/** Binds to the last `window` bars of each symbol that had closed at an instant. */
function bindTo(
  strategy: CompiledStrategy,
  { series, known }: ExplainInput,
  closedAt: number,
  window: number,
): BoundStrategy {
  const views = series.map((one) => {
    const end = countUpTo(one.closeTime, closedAt);
    return [one.symbol, viewRows(one, Math.max(0, end - window), end)] as const;
  });
  return bindStrategy(strategy, new Map(views), undefined, known);
}

export function leadOf({ rules }: CompiledStrategy): string | undefined {
  return (rules?.long ?? rules?.short)?.legs?.[0].symbol;
}

/** The position as the rules read it at the close. */
function stateOf({ rules }: CompiledStrategy, context: DecisionContext, instrument: number): PositionState {
  const sides = [rules?.long, rules?.short];
  const legs = sides.flatMap(
    (side) => side?.legs?.map((leg) => context.market.instrumentOf(leg.symbol)) ?? [],
  );
  if (legs.length > 0) {
    const state = createPositionState();
    readBasketState(
      state,
      context,
      context.trades.filter((trade) => legs.includes(trade.instrument)),
    );
    return state;
  }
  const tracker = new PositionTracker(instrument);
  tracker.update(context);
  return tracker.state;
}

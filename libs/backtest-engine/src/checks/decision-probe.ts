import type { BarSeries } from '#domain';
import {
  createPositionState,
  evaluateBound,
  STATE,
  type BoundStrategy,
  type CompiledExpression,
  type CompiledStrategy,
  type KnownRows,
  type PositionState,
} from '#strategy';
import type { PreparedRun } from '../prepared-run.js';
import type { Simulation } from '../simulation.js';
import type { CanaryAlarm } from './canary-alarm.js';
import type { CanarySample } from './canary-samples.js';
import { poisonRows, takeWindow } from './poisoned-window.js';
import { findStrayPrice } from './stray-price.js';

type PlanNode = CompiledExpression['root'];

/** Share of the run's bars that the windows of all samples may come to, and what is cheap in any case. */
const SHARE = 0.01;
const CHEAP_BARS = 4_000;
const MOST_SAMPLES = 16;
/** Parts of expressions that are compared beside the expressions themselves. */
const MOST_PARTS = 48;
/** Instruments that a ranking is taken over when it is evaluated again. */
const MOST_RANKED = 8;

interface Windows {
  readonly real: ReadonlyMap<string, BarSeries>;
  readonly poisoned: ReadonlyMap<string, BarSeries>;
  /** Rows of datasets, with those poisoned that were published later. */
  readonly poisonedRows: readonly KnownRows[];
  /** Row of the decision in the symbol's window. */
  readonly row: number;
  /** Whether they begin where the run began. */
  readonly isWhole: boolean;
}

/** Evaluates the expressions of a run's strategy again, as of one of its bars. */
export class DecisionProbe {
  /** Decisions that may be looked at within the budget. */
  readonly samples: number;
  private readonly strategy: CompiledStrategy;
  private readonly ranks: boolean;
  /** Symbols that expressions name. */
  private readonly named: readonly string[];
  private readonly before: number;
  private readonly after: number;

  private constructor(
    private readonly run: PreparedRun,
    private readonly compiled: CompiledStrategy,
    private readonly simulation: Simulation,
  ) {
    const nodes = listNodes(
      compiled.expressions.map(({ root }) => root),
      false,
    );
    const parts = nodes.filter(
      ({ kind, readsState }) => !readsState && kind !== 'constant' && kind !== 'price',
    );
    const all = listNodes(
      compiled.expressions.map(({ root }) => root),
      true,
    );
    this.ranks = all.some(({ kind }) => (kind as string) === 'universe');
    this.named = all.flatMap((node) =>
      node.kind === 'frame' && 'symbol' in node.on ? [node.on.symbol] : [],
    );
    const first = compiled.expressions.length;
    const probes = parts.slice(0, MOST_PARTS).map((root, k) => toExpression(root, first + k));
    this.strategy = { ...compiled, expressions: [...compiled.expressions, ...probes] };
    this.before = 1 + compiled.expressions.reduce((bars, { root }) => Math.max(bars, root.converged), 0);
    this.after = Math.min(256, Math.max(16, this.before));
    const read = this.seriesRead(compiled.symbols[0]).length;
    const bars = run.input.series.reduce((sum, { length }) => sum + length, 0);
    const budget = Math.max(CHEAP_BARS, bars * SHARE);
    const affordable = Math.floor(budget / (2 * read * (this.before + this.after)));
    this.samples = Math.max(1, Math.min(MOST_SAMPLES, affordable));
  }

  /** Undefined where code decides, which can't be asked again. */
  static of(run: PreparedRun, simulation: Simulation): DecisionProbe | undefined {
    const { strategy } = run.input;
    return 'prepare' in strategy ? undefined : new DecisionProbe(run, strategy, simulation);
  }

  check(sample: CanarySample, index: number): CanaryAlarm[] {
    const { market } = this.simulation;
    const { bar } = sample;
    const symbol = this.leadOf(sample);
    const row = market.rowAt(market.instrumentOf(symbol), bar);
    if (row < 0) return [];
    const windows = this.windowsAt(symbol, row, index, this.before);
    const strategy = this.ranks ? { ...this.strategy, symbols: this.rankedWith(symbol) } : this.strategy;
    const real = this.run.bind(strategy, windows.real, undefined, this.run.input.known);
    const poisoned = this.run.bind(strategy, windows.poisoned, undefined, windows.poisonedRows);
    const state = madeUpState(market.series[market.instrumentOf(symbol)], row);
    const alarms: CanaryAlarm[] = [];
    for (const expression of this.strategy.expressions) {
      const [was, is] = [real, poisoned].map((bound) =>
        evaluateBound(bound.expression(symbol, expression), state, windows.row),
      );
      if (Object.is(was, is)) continue;
      const name = expression.path === '' ? 'a part of an expression' : expression.path;
      alarms.push({
        kind: 'value',
        symbol,
        bar,
        message: `${name} is ${was}, but ${is} with later bars poisoned`,
      });
    }
    if (alarms.length > 0) return alarms.slice(0, 1);
    const message = this.contradicts(sample, symbol, poisoned, windows)
      ? `an ${sample.kind} whose rule is not true as of its decision`
      : this.findStray(sample, poisoned, windows);
    return message === undefined ? [] : [{ kind: 'decision', symbol, bar, message }];
  }

  private findStray(sample: CanarySample, bound: BoundStrategy, { row }: Windows): string | undefined {
    if (sample.kind !== 'entry' || this.ranks) return undefined;
    const { orders } = this.simulation.recorder;
    const { compiled, run } = this;
    return findStrayPrice({ sample, compiled, run, orders, bound, row });
  }

  /** The symbol whose bars are decided on: a basket's first leg, the first of an allocation that trades then. */
  private leadOf({ symbol, bar }: CanarySample): string {
    const { rules, allocate, symbols } = this.compiled;
    const leg = (rules?.long ?? rules?.short)?.legs?.[0].symbol;
    if (leg !== undefined) return leg;
    if (allocate === undefined) return symbols.includes(symbol) ? symbol : symbols[0];
    const { market } = this.simulation;
    return symbols.find((one) => market.rowAt(market.instrumentOf(one), bar) >= 0) ?? symbols[0];
  }

  private windowsAt(symbol: string, row: number, phase: number, before: number): Windows {
    const { series, known: rows = [] } = this.run.input;
    const lead = series.find((one) => one.symbol === symbol)!;
    const instant = lead.closeTime[row];
    const real = new Map<string, BarSeries>();
    const poisoned = new Map<string, BarSeries>();
    let known = 0;
    for (const one of this.seriesRead(symbol)) {
      const window = takeWindow(one, instant, { before, after: this.after, phase });
      real.set(one.symbol, window.real);
      poisoned.set(one.symbol, window.poisoned);
      if (one === lead) known = window.known;
    }
    const poisonedRows = rows.map((one) => poisonRows(one, instant));
    return { real, poisoned, poisonedRows, row: known - 1, isWhole: known === row + 1 };
  }

  /** What the expressions of a symbol read: its own bars, those that they name, and a few to rank among. */
  private seriesRead(symbol: string): BarSeries[] {
    const wanted = new Set([symbol, ...this.named, ...(this.ranks ? this.rankedWith(symbol) : [])]);
    return this.run.input.series.filter((one) => wanted.has(one.symbol));
  }

  private rankedWith(symbol: string): string[] {
    return [...new Set([symbol, ...this.compiled.symbols])].slice(0, MOST_RANKED);
  }

  /** Whether the rule that an order goes by was not true; asked again from the first bar on where seeds may matter. */
  private contradicts(sample: CanarySample, symbol: string, bound: BoundStrategy, windows: Windows): boolean {
    const rules = this.rulesOf(sample);
    if (rules.length === 0) return false;
    const holds = (from: BoundStrategy, row: number): boolean =>
      rules.some((rule) => evaluateBound(from.expression(symbol, rule), NO_POSITION, row) === 1);
    if (holds(bound, windows.row)) return false;
    if (windows.isWhole) return true;
    const { market } = this.simulation;
    const row = market.rowAt(market.instrumentOf(symbol), sample.bar);
    const whole = this.windowsAt(symbol, row, 0, Infinity);
    return !holds(this.run.bind(this.compiled, whole.poisoned, undefined, whole.poisonedRows), whole.row);
  }

  /** The conditions of which one must have been true; none where the position takes part or ranks were cut short. */
  private rulesOf({ kind, direction }: CanarySample): CompiledExpression[] {
    const { rules, allocate } = this.compiled;
    if (kind === 'bar' || this.ranks) return [];
    if (allocate !== undefined) return allocate.due.readsState ? [] : [allocate.due];
    const isBasket = (rules?.long ?? rules?.short)?.legs !== undefined;
    if (isBasket && kind === 'exit') return [];
    const sides = isBasket ? [rules?.long, rules?.short] : [direction > 0 ? rules?.long : rules?.short];
    const wanted = sides.flatMap((side) => (kind === 'entry' ? side?.enter : side?.exit) ?? []);
    return wanted.some(({ readsState }) => readsState) ? [] : wanted;
  }
}

const NO_POSITION = createPositionState();

/** Any position does, as long as it is the same with and without poison. */
function madeUpState({ close, high, low }: BarSeries, row: number): PositionState {
  const state = createPositionState();
  state[STATE.in_position] = 1;
  state[STATE.entry_price] = close[row] * 0.99;
  state[STATE.bars_held] = 5;
  state[STATE.pnl_pct] = 1;
  state[STATE.peak] = high[row];
  state[STATE.trough] = low[row];
  state[STATE.equity] = 100_000;
  state[STATE.cash] = 50_000;
  return state;
}

/** All nodes below; `elsewhere` also those that are read on other bars, which the own ones see through one value. */
function listNodes(roots: readonly PlanNode[], elsewhere: boolean): PlanNode[] {
  const seen = new Set<PlanNode>();
  const waiting = [...roots];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    const isElsewhere = node.kind === 'frame' || (node.kind as string) === 'universe';
    if ('args' in node && (elsewhere || !isElsewhere)) waiting.push(...node.args);
  }
  return [...seen];
}

function toExpression(root: PlanNode, id: number): CompiledExpression {
  return { id, path: '', type: 'num', text: '', tree: { num: 0 }, readsState: false, root };
}

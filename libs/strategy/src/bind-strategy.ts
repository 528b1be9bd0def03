import type { BarSeries } from '#domain';
import type { BoundCondition, BoundExpression, BoundStrategy } from './bound-strategy.js';
import type { CompiledExpression, StrategyPlan } from './compiled-strategy.js';
import type { KnownRows } from './known/known-rows.js';
import type { PlanNode } from './plan/plan-node.js';
import type { BindingWatch } from './run/binding-progress.js';
import type { Frame } from './run/frame.js';
import { FrameSet } from './run/frame-set.js';
import { NO_HOLES, type HoleFilling } from './run/hole-filling.js';
import { toProgram } from './run/stack-program.js';

/**
 * Puts a compiled strategy over bars. Columns of a symbol are computed when its first expression of a type is asked for,
 * all of that type together; `known` are the rows that it needs of datasets, what is not among them is missing.
 * Throws a RangeError for a symbol without a series, which the caller has loaded before, and what `watch` throws;
 * then nothing of the binding may be used but `release`.
 */
export function bindStrategy(
  strategy: StrategyPlan,
  seriesBySymbol: ReadonlyMap<string, BarSeries>,
  watch?: BindingWatch,
  known: readonly KnownRows[] = [],
): BoundStrategy {
  const frames = new FrameSet(strategy, seriesBySymbol, known, watch);
  return { ...bindOn(frames, strategy), release: () => frames.release() };
}

/**
 * The same on frames that outlive the binding: what others may need, too, stays there, and `release` drops the columns
 * of the expressions. One such binding at a time. `roots` are the plans of the expressions by their ids, `filling` what
 * stands in their holes.
 */
export function bindOn(
  frames: FrameSet,
  strategy: StrategyPlan,
  roots: readonly PlanNode[] = strategy.expressions.map(({ root }) => root),
  filling: HoleFilling = NO_HOLES,
): BoundStrategy {
  const bySymbol = new Map<string, SymbolBinding>();
  const of = (symbol: string): SymbolBinding => {
    let binding = bySymbol.get(symbol);
    if (binding !== undefined) return binding;
    const frame = frames.of(symbol);
    frame.fillHoles(filling);
    binding = new SymbolBinding(strategy, roots, frame);
    bySymbol.set(symbol, binding);
    return binding;
  };
  return {
    strategy,
    expression: (symbol, expression) => of(symbol).expression(expression),
    condition: (symbol, expression) => of(symbol).condition(expression),
    release() {
      for (const symbol of bySymbol.keys()) frames.of(symbol).forgetPrepared();
    },
  };
}

/** The expressions of a strategy on the bars of one symbol. */
class SymbolBinding {
  private readonly bound = new Map<PlanNode, BoundExpression>();
  private readonly prepared = new Set<CompiledExpression['type']>();

  constructor(
    private readonly strategy: StrategyPlan,
    private readonly roots: readonly PlanNode[],
    private readonly frame: Frame,
  ) {}

  expression({ id, type }: CompiledExpression): BoundExpression {
    const root = this.roots[id];
    const known = this.bound.get(root);
    if (known !== undefined) return known;
    if (isColumn(root)) this.prepare(type);
    const bound: BoundExpression = isColumn(root)
      ? { kind: 'column', values: this.frame.column(root) }
      : toProgram(this.frame, root);
    this.bound.set(root, bound);
    return bound;
  }

  condition(expression: CompiledExpression): BoundCondition {
    const root = this.roots[expression.id];
    if (isColumn(root)) return { kind: 'rows', rows: this.frame.trueRows(root) };
    return this.expression(expression) as Extract<BoundExpression, { kind: 'program' }>;
  }

  /** All numbers together, since they share much of what they are made of; who asks for the values of a condition asks for all. */
  private prepare(type: CompiledExpression['type']): void {
    if (this.prepared.has(type)) return;
    this.prepared.add(type);
    const alike = this.strategy.expressions.filter((one) => type === 'bool' || one.type === type);
    this.frame.prepare(alike.map(({ id }) => this.roots[id]).filter(isColumn));
  }
}

function isColumn({ kind, readsState }: PlanNode): boolean {
  return kind !== 'constant' && !readsState;
}

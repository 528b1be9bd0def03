import type { BarSeries } from '#domain';
import type { BoundExpression, BoundStrategy } from './bound-strategy.js';
import type { StrategyPlan } from './compiled-strategy.js';
import type { KnownRows } from './known/known-rows.js';
import type { PlanNode } from './plan/plan-node.js';
import type { BindingWatch } from './run/binding-progress.js';
import type { Frame } from './run/frame.js';
import { FrameSet } from './run/frame-set.js';
import { toProgram } from './run/stack-program.js';

/**
 * Puts a compiled strategy over bars. Columns of a symbol are computed when its first expression is asked for, all
 * of its expressions together; `known` are the rows that it needs of datasets, what is not among them is missing.
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
 * of the expressions. One such binding at a time. `roots` are the plans of the expressions by their ids.
 */
export function bindOn(
  frames: FrameSet,
  strategy: StrategyPlan,
  roots: readonly PlanNode[] = strategy.expressions.map(({ root }) => root),
): BoundStrategy {
  const bySymbol = new Map<string, readonly BoundExpression[]>();
  return {
    strategy,
    expression(symbol, { id }) {
      let bound = bySymbol.get(symbol);
      if (bound === undefined) {
        bound = bindAll(roots, frames.of(symbol));
        bySymbol.set(symbol, bound);
      }
      return bound[id];
    },
    release() {
      for (const symbol of bySymbol.keys()) frames.of(symbol).forgetPrepared();
    },
  };
}

function bindAll(roots: readonly PlanNode[], frame: Frame): BoundExpression[] {
  frame.prepare(roots.filter(isColumn));
  const bound = new Map<PlanNode, BoundExpression>();
  for (const root of roots) {
    if (bound.has(root)) continue;
    bound.set(root, isColumn(root) ? { kind: 'column', values: frame.column(root) } : toProgram(frame, root));
  }
  return roots.map((root) => bound.get(root)!);
}

function isColumn({ kind, readsState }: PlanNode): boolean {
  return kind !== 'constant' && !readsState;
}

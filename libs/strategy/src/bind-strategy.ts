import type { BarSeries } from '#domain';
import type { BoundExpression, BoundStrategy } from './bound-strategy.js';
import type { CompiledExpression, CompiledStrategy } from './compiled-strategy.js';
import { knownKey, type KnownRows } from './known/known-rows.js';
import { BindingProgress, type BindingWatch } from './run/binding-progress.js';
import { countIndicators } from './run/count-indicators.js';
import { ColumnLoan } from './run/column-loan.js';
import { Frame } from './run/frame.js';
import { toProgram } from './run/stack-program.js';
import { Universe } from './run/universe.js';

/**
 * Puts a compiled strategy over bars. Columns of a symbol are computed when its first expression is asked for, all
 * of its expressions together; `known` are the rows that it needs of datasets, what is not among them is missing. Throws a RangeError for a symbol without a series, which the caller has loaded before,
 * and what `watch` throws; then nothing of the binding may be used but `release`.
 */
export function bindStrategy(
  strategy: CompiledStrategy,
  seriesBySymbol: ReadonlyMap<string, BarSeries>,
  watch?: BindingWatch,
  known: readonly KnownRows[] = [],
): BoundStrategy {
  const bySymbol = new Map<string, Map<number, BoundExpression>>();
  const frames = new Map<string, Frame>();
  const rows = new Map(known.map((one) => [knownKey(one), one]));
  const loan = new ColumnLoan();
  const members = (): Frame[] => strategy.symbols.map(frameOf);
  const progress = new BindingProgress(watch, () =>
    countIndicators(
      strategy.expressions.map(({ root }) => root),
      decidingSymbols(strategy).map(frameOf),
      members,
    ),
  );
  const universe = new Universe(members, progress);
  const frameOf = (symbol: string): Frame => {
    const known = frames.get(symbol);
    if (known !== undefined) return known;
    const series = seriesBySymbol.get(symbol);
    if (series === undefined) throw new RangeError(`no bars for '${symbol}'`);
    const frame = new Frame(series, frameOf, universe, loan, progress, rows);
    frames.set(symbol, frame);
    return frame;
  };
  return {
    strategy,
    expression(symbol, expression) {
      let bound = bySymbol.get(symbol);
      if (bound === undefined) {
        bound = bindAll(strategy.expressions, frameOf(symbol));
        bySymbol.set(symbol, bound);
      }
      return bound.get(expression.root.id)!;
    },
    release: () => loan.giveBack(),
  };
}

/** On whose bars the expressions are read: a basket's on those of its first leg. */
function decidingSymbols({ symbols, rules }: CompiledStrategy): readonly string[] {
  const sides = [rules?.long, rules?.short];
  const first = sides.flatMap((side) => side?.legs?.slice(0, 1) ?? []).map(({ symbol }) => symbol);
  return first.length === 0 ? symbols : [...new Set(first)];
}

function bindAll(expressions: readonly CompiledExpression[], frame: Frame): Map<number, BoundExpression> {
  const columns = expressions.filter(({ readsState, constant }) => !readsState && constant === undefined);
  frame.prepare(columns.map(({ root }) => root));
  const bound = new Map<number, BoundExpression>();
  for (const { root, readsState, constant } of expressions) {
    if (bound.has(root.id)) continue;
    const isColumn = !readsState && constant === undefined;
    bound.set(root.id, isColumn ? { kind: 'column', values: frame.column(root) } : toProgram(frame, root));
  }
  return bound;
}

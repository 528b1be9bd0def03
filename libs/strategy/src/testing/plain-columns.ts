import type { BarSeries } from '#domain';
import { POINT_OPERATORS } from '../kernels/point-operators.js';
import type { PlanNode } from '../plan/plan-node.js';
import { BindingProgress } from '../run/binding-progress.js';
import { knownKey, type KnownRows } from '../known/known-rows.js';
import { ColumnLoan } from '../run/column-loan.js';
import { Frame } from '../run/frame.js';
import { Universe } from '../run/universe.js';

/** Gives the columns of nodes on the bars of a symbol in the plainest way: operators one bar at a time, none joined. */
export class PlainColumns {
  private readonly columns = new Map<PlanNode, Float64Array>();
  private readonly frame: Frame;

  constructor(
    symbol: string,
    traded: readonly string[],
    bars: ReadonlyMap<string, BarSeries>,
    known: readonly KnownRows[],
  ) {
    const rows = new Map(known.map((one) => [knownKey(one), one]));
    const frames = new Map<string, Frame>();
    const frameOf = (name: string): Frame => frames.get(name)!;
    const loan = new ColumnLoan();
    const progress = new BindingProgress();
    const universe = new Universe(() => traded.map(frameOf), progress);
    for (const [name, series] of bars)
      frames.set(name, new Frame(series, frameOf, universe, loan, progress, rows));
    this.frame = frameOf(symbol);
  }

  column(node: PlanNode): Float64Array {
    const column = this.columns.get(node) ?? this.compute(node);
    this.columns.set(node, column);
    return column;
  }

  private compute(node: PlanNode): Float64Array {
    if (node.kind === 'constant') return new Float64Array(this.frame.length).fill(node.value);
    if (node.kind !== 'point') return this.frame.column(node);
    const { scalar } = POINT_OPERATORS.get(node.op)!;
    const [a, b = a, c = a] = node.args.map((arg) => this.column(arg));
    return a.map((value, row) => scalar(value, b[row], c[row]));
  }
}

import { BarkeepError, resampleSeries, TIMEFRAME_MS, type BarSeries, type Timeframe } from '#domain';
import { CATALOGUE } from '../catalogue/index.js';
import { definedRuns } from '../kernels/series-kernel.js';
import { TrueRows, wordsOf } from '../kernels/true-rows.js';
import { knownKey, noRows, type KnownRows } from '../known/known-rows.js';
import type { FrameNode, KnownNode, PlanNode, SeriesNode } from '../plan/plan-node.js';
import { alignColumn } from './align-columns.js';
import type { BindingProgress } from './binding-progress.js';
import { evaluateInBlocks } from './block-program.js';
import type { ColumnLoan } from './column-loan.js';
import { findTrueRows, type RowSource } from './condition-rows.js';
import { knownColumn } from './known-column.js';
import { NO_HOLES, type HoleFilling } from './hole-filling.js';
import { priceColumn } from './price-columns.js';
import type { Universe } from './universe.js';

/** The columns of a plan over the bars of one symbol; each node is computed once. */
export class Frame implements RowSource {
  private readonly columns = new Map<number, Float64Array>();
  private readonly prepared: PlanNode[] = [];
  private readonly rowsByKey = new Map<number | string, TrueRows>();
  private readonly lentRows: TrueRows[] = [];
  private readonly spareRows: TrueRows[] = [];
  private readonly longer = new Map<Timeframe, Frame>();
  private readonly runsOf = new WeakMap<Float64Array, readonly number[]>();
  private readonly calls = new Map<string, readonly Float64Array[]>();
  private filling = NO_HOLES;

  constructor(
    readonly series: BarSeries,
    private readonly frameOf: (symbol: string) => Frame,
    private readonly universe: Universe,
    private readonly loan: ColumnLoan,
    private readonly progress: BindingProgress,
    /** Rows of datasets by their key. */
    private readonly rows: ReadonlyMap<string, KnownRows> = new Map(),
  ) {}

  look(): void {
    this.progress.look();
  }

  get length(): number {
    return this.series.length;
  }

  newColumn(): Float64Array {
    return this.loan.take(this.length);
  }

  meant(node: PlanNode): PlanNode {
    return this.filling.nodes.get(node) ?? node;
  }

  column(node: PlanNode): Float64Array {
    const meant = this.meant(node);
    return this.columns.get(meant.id) ?? this.remember(meant, this.compute(meant));
  }

  known(node: PlanNode): Float64Array | undefined {
    return this.columns.get(this.meant(node).id);
  }

  /** Puts nodes into the holes of a plan until `forgetPrepared`. */
  fillHoles(filling: HoleFilling): void {
    this.filling = filling;
  }

  /** Where a condition is true. */
  trueRows(node: PlanNode): TrueRows {
    return findTrueRows(this, node);
  }

  newRows(): TrueRows {
    const rows = this.spareRows.pop() ?? new TrueRows(new Int32Array(wordsOf(this.length)), this.length);
    this.lentRows.push(rows);
    rows.words.fill(0);
    return rows;
  }

  keepRows(key: number | string, find: () => TrueRows): TrueRows {
    let rows = this.rowsByKey.get(key);
    if (rows === undefined) this.rowsByKey.set(key, (rows = find()));
    return rows;
  }

  hasRows(key: number | string): boolean {
    return this.rowsByKey.has(key);
  }

  /** Computes the nodes together, sharing what they have in common. */
  prepare(nodes: readonly PlanNode[]): void {
    const missing = nodes.filter(
      (node) => (node.kind === 'point' || node.kind === 'lag') && !this.columns.has(node.id),
    );
    const columns = evaluateInBlocks(this, [...new Set(missing)]);
    for (const [node, column] of columns) this.columns.set(node.id, column);
    this.prepared.push(...columns.keys());
  }

  /** Drops the columns of what was prepared; those of indicators stay. Nobody may look at them afterwards. */
  forgetPrepared(): void {
    this.filling = NO_HOLES;
    this.rowsByKey.clear();
    this.spareRows.push(...this.lentRows.splice(0));
    for (const { id } of this.prepared.splice(0)) {
      this.loan.giveBack(this.columns.get(id)!);
      this.columns.delete(id);
    }
  }

  private remember(node: PlanNode, column: Float64Array): Float64Array {
    this.columns.set(node.id, column);
    if (this.filling.above.has(node)) this.prepared.push(node);
    return column;
  }

  private compute(node: PlanNode): Float64Array {
    switch (node.kind) {
      case 'price':
        return priceColumn(this.series, node.name);
      case 'frame':
        return this.elsewhere(node);
      case 'universe':
        return this.universe.column(node, this);
      case 'known':
        return knownColumn(this.series, this.rowsOf(node), node);
      case 'series':
        return this.call(node)[node.output];
      case 'state':
        throw new TypeError('the position has no column');
      default:
        return evaluateInBlocks(this, [node]).get(node)!;
    }
  }

  private rowsOf({ source, series }: KnownNode): KnownRows {
    const subject = series ?? this.series.symbol;
    return this.rows.get(knownKey({ source, subject })) ?? noRows(source, subject);
  }

  /** Where the argument of the node is computed. */
  placeOf({ on }: FrameNode): Frame {
    return 'symbol' in on ? this.frameOf(on.symbol) : this.inTimeframe(on.timeframe);
  }

  private elsewhere(node: FrameNode): Float64Array {
    const [arg] = node.args;
    const other = this.placeOf(node);
    if (other === this) return this.column(arg);
    return alignColumn(other.column(arg), other.series.closeTime, this.series.closeTime);
  }

  /** The same bars joined to longer ones; these only see themselves as their own symbol. */
  private inTimeframe(timeframe: Timeframe): Frame {
    if (timeframe === this.series.timeframe) return this;
    let frame = this.longer.get(timeframe);
    if (frame === undefined) {
      const series = joinBars(this.series, timeframe);
      frame = new Frame(series, this.frameOf, this.universe, this.loan, this.progress, this.rows);
      this.longer.set(timeframe, frame);
    }
    return frame;
  }

  /** The runs of rows in which all inputs are defined; those of one column alone are kept. */
  private runs(inputs: readonly Float64Array[]): readonly number[] {
    const [first] = inputs;
    if (inputs.length !== 1) return definedRuns(inputs, this.length);
    const kept = isOf(this.series, first) ? RUNS_OF_BARS : this.runsOf;
    const known = kept.get(first) ?? definedRuns(inputs, this.length);
    kept.set(first, known);
    return known;
  }

  /** All outputs of a call, missing wherever an input is or the look-back isn't filled. */
  private call(node: SeriesNode): readonly Float64Array[] {
    const known = this.calls.get(node.call);
    if (known !== undefined) return known;
    const definition = CATALOGUE.get(node.fn);
    if (definition?.kind !== 'series') throw new TypeError(`'${node.fn}' has no kernel`);
    const inputs = node.args.map((arg) => this.column(arg));
    this.progress.begin();
    const outputs = (definition.outputs ?? ['value']).map(() => this.newColumn());
    const { constants } = node;
    const { look } = this.progress;
    const runs = this.runs(inputs);
    for (let r = 0, end = 0; r <= runs.length; r += 2) {
      const from = runs[r] ?? this.length;
      const to = runs[r + 1] ?? this.length;
      outputs.forEach((out, output) =>
        out.fill(NaN, end, Math.min(to, from + definition.lookBack(constants, output))),
      );
      if (from < to) definition.kernel({ outputs, inputs, constants, from, to, series: this.series, look });
      end = to;
    }
    this.calls.set(node.call, outputs);
    return outputs;
  }
}

/** Of columns of bars, which outlive the frames and never change. */
const RUNS_OF_BARS = new WeakMap<Float64Array, readonly number[]>();

function isOf({ open, high, low, close, volume }: BarSeries, column: Float64Array): boolean {
  return column === close || column === open || column === high || column === low || column === volume;
}

function joinBars(series: BarSeries, timeframe: Timeframe): BarSeries {
  if (TIMEFRAME_MS[timeframe] > TIMEFRAME_MS[series.timeframe]) return resampleSeries(series, timeframe);
  throw new BarkeepError('STRATEGY_FAILED', `Bars of ${series.timeframe} can not be joined to ${timeframe}`);
}

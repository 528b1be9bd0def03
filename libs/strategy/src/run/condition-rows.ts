import { compareBothRows, compareRows } from '../kernels/compare-rows.js';
import { joinRows, type LaterRows, type TrueRows } from '../kernels/true-rows.js';
import type { PlanNode, PointNode } from '../plan/plan-node.js';
import { visitBlocks } from './block-program.js';
import type { ColumnSource } from './column-source.js';

/** Where rows are taken from and kept. */
export interface RowSource extends ColumnSource {
  /** Rows of which none is true. */
  newRows(): TrueRows;
  /** The rows of that key, the id of a node or a comparison, found once. */
  keepRows(key: number | string, find: () => TrueRows): TrueRows;
  hasRows(key: number | string): boolean;
}

/** Rows that are compared between two looks outside; whole words. */
const SLICE = 8192;

/** Comparisons as `<` or `<=`, some of them turned round. */
const COMPARISONS: ReadonlyMap<string, { readonly orEqual: boolean; readonly isTurned: boolean }> = new Map([
  ['<', { orEqual: false, isTurned: false }],
  ['<=', { orEqual: true, isTurned: false }],
  ['>', { orEqual: false, isTurned: true }],
  ['>=', { orEqual: true, isTurned: true }],
]);

/**
 * The rows at which a condition is true, without a column of its values: `and`, `or` and bars before are done word by
 * word, comparisons of columns in one loop each. Whatever else it is made of goes through the blocks of its values.
 */
export function findTrueRows(source: RowSource, root: PlanNode): TrueRows {
  const found = rowsOf(source, root);
  return found.bars === 0 ? found.rows : join(source, found, found, 'and');
}

function rowsOf(source: RowSource, node: PlanNode): LaterRows {
  if (node.kind === 'lag') {
    const { rows, bars } = rowsOf(source, node.args[0]);
    return { rows, bars: bars + node.bars };
  }
  if (node.kind === 'point' && (node.op === 'and' || node.op === 'or')) {
    const { id, op, args } = node;
    if (op === 'and') keepCrossing(source, args);
    const both = (): TrueRows => join(source, rowsOf(source, args[0]), rowsOf(source, args[1]), op);
    return { rows: source.keepRows(id, both), bars: 0 };
  }
  const comparison = comparisonOf(source, node);
  if (comparison === undefined)
    return { rows: source.keepRows(node.id, () => collect(source, node)), bars: 0 };
  const compared = (): TrueRows => compareSides(source, comparison, source.newRows());
  return { rows: source.keepRows(comparison.key, compared), bars: comparison.bars };
}

function join(source: RowSource, left: LaterRows, right: LaterRows, op: 'and' | 'or'): TrueRows {
  const rows = source.newRows();
  joinRows(rows, left, right, op === 'or');
  return rows;
}

function collect(source: RowSource, node: PlanNode): TrueRows {
  const rows = source.newRows();
  const { words } = rows;
  visitBlocks(source, node, (values, start, end) => {
    for (let row = start; row < end; row += 1) if (values[row - start] === 1) words[row >> 5] |= 1 << row;
  });
  return rows;
}

/** One side of a comparison: a column so many bars before, or a constant. */
interface Side {
  readonly node: PlanNode;
  readonly bars: number;
}

/** `left < right` or `left <= right`, both `bars` before. */
interface Comparison {
  readonly left: Side;
  readonly right: Side;
  readonly orEqual: boolean;
  readonly bars: number;
  readonly key: string;
}

/**
 * Bars that both sides are read before are those of the rows, so that both comparisons of a crossing are of one pair of
 * columns. Undefined for what is computed in blocks.
 */
function comparisonOf(source: RowSource, node: PlanNode): Comparison | undefined {
  if (node.kind !== 'point') return undefined;
  const known = COMPARISON_OF.get(node);
  if (known !== undefined) return known;
  const comparison = readComparison(source, node);
  if (comparison === undefined) return undefined;
  const { left, right } = comparison;
  if (left.node.kind !== 'point' && right.node.kind !== 'point') COMPARISON_OF.set(node, comparison);
  return comparison;
}

/** Those that are the same whatever is computed: a search asks for the same ones again and again. */
const COMPARISON_OF = new WeakMap<PlanNode, Comparison>();

function readComparison(source: RowSource, node: PointNode): Comparison | undefined {
  const { orEqual, isTurned } = COMPARISONS.get(node.op) ?? {};
  if (orEqual === undefined) return undefined;
  const a = sideOf(source, node.args[0]);
  const b = sideOf(source, node.args[1]);
  if (a === undefined || b === undefined) return undefined;
  const bars = Math.min(a.bars, b.bars);
  const left = isTurned === true ? earlier(b, bars) : earlier(a, bars);
  const right = isTurned === true ? earlier(a, bars) : earlier(b, bars);
  const key = `${left.node.id} ${left.bars} ${orEqual ? '<=' : '<'} ${right.node.id} ${right.bars}`;
  return { left, right, orEqual, bars, key };
}

function earlier({ node, bars }: Side, by: number): Side {
  return { node, bars: bars - by };
}

/** Two columns are crossed where one comparison of them held before and its mirror holds now: both are one loop. */
function keepCrossing(source: RowSource, args: readonly PlanNode[]): void {
  const [one, other] = args.map((arg) => comparisonOf(source, arg));
  if (one === undefined || other === undefined || !areMirrored(one, other)) return;
  const [first, second] = other.orEqual ? [other, one] : [one, other];
  if (second.orEqual || source.hasRows(first.key) || source.hasRows(second.key)) return;
  const mirror = source.newRows();
  source.keepRows(first.key, () => compareSides(source, first, source.newRows(), mirror));
  source.keepRows(second.key, () => mirror);
}

function areMirrored(one: Comparison, other: Comparison): boolean {
  const isSame = (a: Side, b: Side): boolean => a.node === b.node && a.bars === b.bars;
  return isSame(one.left, other.right) && isSame(one.right, other.left);
}

/** Undefined for what is computed in blocks and has no column. */
function sideOf(source: RowSource, node: PlanNode): Side | undefined {
  if (node.kind === 'constant' || node.kind === 'parameter') return { node, bars: Infinity };
  if (node.kind === 'lag') {
    const before = sideOf(source, node.args[0]);
    return before && { node: before.node, bars: before.bars + node.bars };
  }
  return node.kind === 'point' && source.known(node) === undefined ? undefined : { node, bars: 0 };
}

/** Fills the rows at which a comparison holds, and those at which its mirror does where they are asked for. */
function compareSides(
  source: RowSource,
  { left, right, orEqual }: Comparison,
  rows: TrueRows,
  mirror?: TrueRows,
): TrueRows {
  const { words } = rows;
  const a = valuesOf(source, left.node);
  const b = valuesOf(source, right.node);
  for (let from = Math.max(firstOf(left), firstOf(right)); from < source.length;) {
    source.look();
    const to = Math.min(source.length, (from | (SLICE - 1)) + 1);
    const aShift = left.bars === Infinity ? from : left.bars;
    const bShift = right.bars === Infinity ? from : right.bars;
    if (mirror === undefined) compareRows(words, a, aShift, b, bShift, orEqual, from, to);
    else compareBothRows(words, mirror.words, a, aShift, b, bShift, orEqual, from, to);
    from = to;
  }
  return rows;
}

function firstOf({ bars }: Side): number {
  return bars === Infinity ? 0 : bars;
}

/** A column, or a slice of nothing but a constant. */
function valuesOf(source: RowSource, hole: PlanNode): Float64Array {
  const node = source.meant(hole);
  if (node.kind !== 'constant') return source.column(node);
  return new Float64Array(Math.min(SLICE, source.length)).fill(node.value);
}

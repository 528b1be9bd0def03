import { POINT_OPERATORS, type BlockKernel } from '../kernels/point-operators.js';
import type { LagNode, PlanNode, PointNode } from '../plan/plan-node.js';
import type { ColumnSource } from './column-source.js';

/** Rows that are computed at a time; the intermediate columns of a block stay in the processor's cache. */
const BLOCK = 2048;

/** Gives rows `start` to `end` of a node; a view or a buffer that is overwritten by the next block. */
type Rows = (start: number, end: number) => Float64Array;

/** Puts the rows `start` to `end` of one node among the current blocks. */
type Step = (start: number, end: number) => void;

/** A node of the program: its place in the order, and where its rows are written to. */
interface Output {
  readonly index: number;
  readonly rows: Rows;
}

/**
 * Evaluates pointwise nodes over all bars, block by block and all together: only the asked-for nodes and what
 * they read of other columns have columns of full length.
 */
export function evaluateInBlocks(
  source: ColumnSource,
  roots: readonly PlanNode[],
): Map<PlanNode, Float64Array> {
  const columns = new Map(roots.map((root) => [root, source.newColumn()]));
  runBlocks(source, inOrder(source, roots), columns, () => undefined);
  return columns;
}

/** Shows the values of one node block by block; nothing is kept of them. */
export function visitBlocks(
  source: ColumnSource,
  root: PlanNode,
  visit: (values: Float64Array, start: number, end: number) => void,
): void {
  const order = inOrder(source, [root]);
  runBlocks(source, order, new Map(), (blocks, start, end) => visit(blocks[order.indexOf(root)], start, end));
}

function runBlocks(
  source: ColumnSource,
  order: readonly PlanNode[],
  columns: ReadonlyMap<PlanNode, Float64Array>,
  visit: (blocks: readonly Float64Array[], start: number, end: number) => void,
): void {
  const blocks: Float64Array[] = order.map(() => EMPTY);
  const steps = toSteps(source, order, columns, blocks);
  for (let start = 0, end = firstEnd(source, order); start < source.length; start = end, end += BLOCK) {
    source.look();
    end = Math.min(end, source.length);
    for (let index = 0; index < steps.length; index += 1) steps[index](start, end);
    visit(blocks, start, end);
  }
}

/** The first block ends where every lag has begun, so that the others are views. */
function firstEnd({ length }: ColumnSource, order: readonly PlanNode[]): number {
  const longest = order.reduce((bars, node) => (node.kind === 'lag' ? Math.max(bars, node.bars) : bars), 0);
  return longest > 0 && longest < Math.min(BLOCK, length) ? longest : BLOCK;
}

/** The nodes that blocks are made of, arguments first: down to those that have columns or must be given one. */
function inOrder(source: ColumnSource, roots: readonly PlanNode[]): PlanNode[] {
  const needed = new Set<PlanNode>();
  const waiting = [...roots];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (needed.has(node)) continue;
    needed.add(node);
    if (isComputed(source, node)) waiting.push(...node.args);
  }
  return [...needed].sort((left, right) => left.id - right.id);
}

function isComputed(source: ColumnSource, node: PlanNode): node is PointNode {
  return node.kind === 'point' && source.known(node) === undefined;
}

function toSteps(
  source: ColumnSource,
  order: readonly PlanNode[],
  columns: ReadonlyMap<PlanNode, Float64Array>,
  current: Float64Array[],
): Step[] {
  const places = new Map(order.map((node, index) => [node, index]));
  return order.map((node, index) => {
    const target = columns.get(node);
    if (!isComputed(source, node)) return readStep(readRows(source, node), current, index, target);
    const inputs = node.args.map((arg) => places.get(arg)!);
    return pointStep(node, inputs, current, { index, rows: outputRows(source, target) });
  });
}

const EMPTY = new Float64Array(0);

/** The node's own column, or a block that is used again and again. */
function outputRows({ length }: ColumnSource, target: Float64Array | undefined): Rows {
  if (target !== undefined) return (start, end) => target.subarray(start, end);
  const block = new Float64Array(Math.min(BLOCK, length));
  return () => block;
}

function readRows(source: ColumnSource, hole: PlanNode): Rows {
  const node = source.meant(hole);
  if (node.kind === 'constant') return constantRows(source, node.value);
  if (node.kind === 'lag') return lagRows(source, node);
  const column = source.column(node);
  return (start, end) => column.subarray(start, end);
}

function constantRows({ length }: ColumnSource, value: number): Rows {
  const block = new Float64Array(Math.min(BLOCK, length)).fill(value);
  return () => block;
}

function lagRows(source: ColumnSource, { args: [arg], bars }: LagNode): Rows {
  const column = source.column(arg);
  return (start, end) => {
    if (start >= bars) return column.subarray(start - bars, end - bars);
    const head = new Float64Array(end - start).fill(NaN);
    if (end > bars) head.set(column.subarray(0, end - bars), bars - start);
    return head;
  };
}

/** A node that is read; where it is asked for it is copied to a column of its own. */
function readStep(
  rows: Rows,
  current: Float64Array[],
  index: number,
  target: Float64Array | undefined,
): Step {
  return (start, end) => {
    const block = rows(start, end);
    current[index] = block;
    target?.set(block.length > end - start ? block.subarray(0, end - start) : block, start);
  };
}

function pointStep(
  node: PointNode,
  inputs: readonly number[],
  current: Float64Array[],
  output: Output,
): Step {
  const kernel: BlockKernel = POINT_OPERATORS.get(node.op)!.block;
  const [a, b = a, c = a] = inputs;
  const { index, rows } = output;
  return (start, end) => {
    const out = rows(start, end);
    kernel(out, current[a], current[b], current[c], end - start);
    current[index] = out;
  };
}

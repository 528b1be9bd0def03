import { mirroredPairs } from '../kernels/comparison-pairs.js';
import { POINT_OPERATORS, type BlockKernel } from '../kernels/point-operators.js';
import type { LagNode, PlanNode, PointNode } from '../plan/plan-node.js';
import { areMirrored, toComparisonPair, type ComparisonPair } from './comparison-pair.js';
import type { ColumnSource } from './column-source.js';

/** Rows that are computed at a time; the intermediate columns of a block stay in the processor's cache. */
const BLOCK = 2048;

/** Gives rows `start` to `end` of a node; a view or a buffer that is overwritten by the next block. */
type Rows = (start: number, end: number) => Float64Array;

/** Puts the rows `start` to `end` of one node or two among the current blocks. */
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
  const order = inOrder(source, roots);
  const steps = toSteps(source, order, columns);
  for (let start = 0, end = firstEnd(source, order); start < source.length; start = end, end += BLOCK) {
    source.look();
    end = Math.min(end, source.length);
    for (let index = 0; index < steps.length; index += 1) steps[index](start, end);
  }
  return columns;
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
    if (isComputed(source, node)) waiting.push(...(toComparisonPair(node)?.args ?? node.args));
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
): Step[] {
  const places = new Map(order.map((node, index) => [node, index]));
  const current: Float64Array[] = order.map(() => EMPTY);
  const pairs = order.map((node) => (isComputed(source, node) ? toComparisonPair(node) : undefined));
  const outputAt = (index: number): Output => ({
    index,
    rows: outputRows(source, columns.get(order[index])),
  });
  const done = new Set<number>();
  return order.flatMap((node, index) => {
    if (done.has(index)) return [];
    const pair = pairs[index];
    if (pair !== undefined) {
      const inputs = pair.args.map((arg) => places.get(arg)!);
      const mirror = pairs.findIndex((one, at) => at > index && one !== undefined && areMirrored(pair, one));
      if (mirror < 0) return [pairStep(pair, inputs, current, outputAt(index))];
      done.add(mirror);
      return [mirrorStep(pair, inputs, current, outputAt(index), outputAt(mirror))];
    }
    if (isComputed(source, node)) {
      const inputs = node.args.map((arg) => places.get(arg)!);
      return [pointStep(node, inputs, current, outputAt(index))];
    }
    return [readStep(readRows(source, node), current, index, columns.get(node))];
  });
}

const EMPTY = new Float64Array(0);

/** The node's own column, or a block that is used again and again. */
function outputRows({ length }: ColumnSource, target: Float64Array | undefined): Rows {
  if (target !== undefined) return (start, end) => target.subarray(start, end);
  const block = new Float64Array(Math.min(BLOCK, length));
  return () => block;
}

function readRows(source: ColumnSource, node: PlanNode): Rows {
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

function pairStep(
  { kernel }: ComparisonPair,
  [a, b, c, d]: readonly number[],
  current: Float64Array[],
  { index, rows }: Output,
): Step {
  return (start, end) => {
    const out = rows(start, end);
    kernel(out, current[a], current[b], current[c], current[d], end - start);
    current[index] = out;
  };
}

function mirrorStep(
  { operators }: ComparisonPair,
  [a, b, c, d]: readonly number[],
  current: Float64Array[],
  output: Output,
  mirror: Output,
): Step {
  const touches = operators.startsWith('<=');
  return (start, end) => {
    const out = output.rows(start, end);
    const other = mirror.rows(start, end);
    mirroredPairs(out, other, [current[a], current[b], current[c], current[d]], end - start, touches);
    current[output.index] = out;
    current[mirror.index] = other;
  };
}

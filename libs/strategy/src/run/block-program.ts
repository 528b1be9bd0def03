import { POINT_OPERATORS, type BlockKernel } from '../kernels/point-operators.js';
import type { LagNode, PlanNode, PointNode } from '../plan/plan-node.js';
import { toComparisonPair } from './comparison-pair.js';
import type { ColumnSource } from './column-source.js';

/** Rows that are computed at a time; the intermediate columns of a block stay in the processor's cache. */
const BLOCK = 2048;

/** Gives its values for rows `start` to `end`; a view or a buffer that is overwritten by the next block. */
type Step = (start: number, end: number) => Float64Array;

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
  const places = new Map(order.map((node, index) => [node, index]));
  const current: Float64Array[] = order.map(() => EMPTY);
  const steps = order.map((node) => {
    const target = columns.get(node);
    if (node.kind === 'point' && source.known(node) === undefined)
      return pointStep(node, (arg) => places.get(arg)!, current, target);
    const step = toStep(source, node);
    return target === undefined ? step : copyStep(step, target);
  });
  for (let start = 0; start < source.length; start += BLOCK) {
    source.look();
    const end = Math.min(start + BLOCK, source.length);
    for (let index = 0; index < steps.length; index += 1) current[index] = steps[index](start, end);
  }
  return columns;
}

const EMPTY = new Float64Array(0);

/** The nodes that blocks are made of, arguments first: down to those that have columns or must be given one. */
function inOrder(source: ColumnSource, roots: readonly PlanNode[]): PlanNode[] {
  const needed = new Set<PlanNode>();
  const waiting = [...roots];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (needed.has(node)) continue;
    needed.add(node);
    if (node.kind === 'point' && source.known(node) === undefined)
      waiting.push(...(toComparisonPair(node)?.args ?? node.args));
  }
  return [...needed].sort((left, right) => left.id - right.id);
}

function toStep(source: ColumnSource, node: PlanNode): Step {
  if (node.kind === 'constant') return constantStep(node.value);
  if (node.kind === 'lag') return lagStep(source, node);
  const column = source.column(node);
  return (start, end) => column.subarray(start, end);
}

function copyStep(step: Step, target: Float64Array): Step {
  return (start, end) => {
    const block = step(start, end);
    target.set(block.length > end - start ? block.subarray(0, end - start) : block, start);
    return block;
  };
}

function constantStep(value: number): Step {
  const block = new Float64Array(BLOCK).fill(value);
  return () => block;
}

function lagStep(source: ColumnSource, { args: [arg], bars }: LagNode): Step {
  const column = source.column(arg);
  const head = new Float64Array(BLOCK);
  return (start, end) => {
    if (start >= bars) return column.subarray(start - bars, end - bars);
    head.fill(NaN);
    if (end > bars) head.set(column.subarray(0, end - bars), bars - start);
    return head;
  };
}

/** Writes to a block that is used again and again, or to the node's own column. */
function pointStep(
  node: PointNode,
  placeOf: (arg: PlanNode) => number,
  current: Float64Array[],
  target: Float64Array | undefined,
): Step {
  const block = target === undefined ? new Float64Array(BLOCK) : EMPTY;
  const pair = toComparisonPair(node);
  if (pair !== undefined) {
    const [a, b, c, d] = pair.args.map(placeOf);
    return (start, end) => {
      const out = target?.subarray(start, end) ?? block;
      pair.kernel(out, current[a], current[b], current[c], current[d], end - start);
      return out;
    };
  }
  const kernel: BlockKernel = POINT_OPERATORS.get(node.op)!.block;
  const [a, b = a, c = a] = node.args.map(placeOf);
  return (start, end) => {
    const out = target?.subarray(start, end) ?? block;
    kernel(out, current[a], current[b], current[c], end - start);
    return out;
  };
}

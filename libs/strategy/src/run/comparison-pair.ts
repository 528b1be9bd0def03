import { COMPARISON_PAIRS, type PairKernel } from '../kernels/comparison-pairs.js';
import type { PlanNode, PointNode } from '../plan/plan-node.js';

/** Two comparisons under an `and` as one kernel over what they compare. */
export interface ComparisonPair {
  readonly kernel: PairKernel;
  readonly args: readonly [PlanNode, PlanNode, PlanNode, PlanNode];
}

/** The operator with its arguments in the order of `<`, for comparisons that have one. */
const MIRRORED: Readonly<Record<string, readonly [operator: string, isMirrored: boolean]>> = {
  '<': ['<', false],
  '<=': ['<=', false],
  '>': ['<', true],
  '>=': ['<=', true],
};

export function toComparisonPair({ op, args }: PointNode): ComparisonPair | undefined {
  if (op !== 'and') return undefined;
  const [left, right] = args.map(toLess);
  if (left === undefined || right === undefined) return undefined;
  const kernel = COMPARISON_PAIRS.get(`${left.op} ${right.op}`);
  return kernel && { kernel, args: [...left.args, ...right.args] };
}

function toLess(node: PlanNode): { op: string; args: [PlanNode, PlanNode] } | undefined {
  if (node.kind !== 'point') return undefined;
  const [op, isMirrored] = MIRRORED[node.op] ?? [];
  if (op === undefined) return undefined;
  const [a, b] = node.args;
  return { op, args: isMirrored ? [b, a] : [a, b] };
}

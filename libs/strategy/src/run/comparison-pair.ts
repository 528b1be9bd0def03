import { COMPARISON_PAIRS, type PairKernel } from '../kernels/comparison-pairs.js';
import type { PlanNode, PointNode } from '../plan/plan-node.js';

/** Two comparisons under an `and` as one kernel over what they compare. */
export interface ComparisonPair {
  /** Of both, as in `COMPARISON_PAIRS`. */
  readonly operators: string;
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
  const operators = `${left.op} ${right.op}`;
  const kernel = COMPARISON_PAIRS.get(operators);
  return kernel && { operators, kernel, args: [...left.args, ...right.args] };
}

/** Whether one is the other with its comparisons turned round, as crossings up and down are, so that they share a loop. */
export function areMirrored(left: ComparisonPair, right: ComparisonPair): boolean {
  const [a, b, c, d] = left.args;
  const turned = [b, a, d, c];
  return (
    left.operators === right.operators &&
    left.operators.endsWith(' <') &&
    right.args.every((arg, k) => arg === turned[k])
  );
}

function toLess(node: PlanNode): { op: string; args: [PlanNode, PlanNode] } | undefined {
  if (node.kind !== 'point') return undefined;
  const [op, isMirrored] = MIRRORED[node.op] ?? [];
  if (op === undefined) return undefined;
  const [a, b] = node.args;
  return { op, args: isMirrored ? [b, a] : [a, b] };
}

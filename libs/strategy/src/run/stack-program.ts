import type { BoundExpression, PositionState } from '../bound-strategy.js';
import { POINT_OPERATORS, type BlockKernel } from '../kernels/point-operators.js';
import type { PlanNode } from '../plan/plan-node.js';
import type { ColumnSource } from './column-source.js';

/**
 * One instruction: computes a register from up to three others, each given as a block of one value. Handed on by
 * themselves, numbers would be made objects on the heap at each bar.
 */
interface Instruction {
  readonly kernel: BlockKernel;
  readonly target: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
}

/**
 * An expression over the position as a straight program on registers: constants are there from the start, columns
 * and fields of the position are loaded, then the operators run in order. Evaluating allocates nothing.
 */
export function toProgram(source: ColumnSource, root: PlanNode): BoundExpression {
  if (root.kind === 'constant') return constantProgram(root.value);
  const order: PlanNode[] = [];
  collect(root, order);
  order.sort((left, right) => left.id - right.id);
  const place = new Map(order.map((node, index) => [node, index]));
  const registers = new Float64Array(order.length);
  const registerAt = (at: number): Float64Array => registers.subarray(at, at + 1);
  const columns: { target: number; values: Float64Array }[] = [];
  const fields: { target: number; field: number }[] = [];
  const instructions: Instruction[] = [];
  order.forEach((hole, target) => {
    const node = source.meant(hole);
    if (node.kind === 'constant') registers[target] = node.value;
    else if (node.kind === 'state') fields.push({ target, field: node.field });
    else if (node.kind === 'point' && node.readsState)
      instructions.push(
        toInstruction(
          node.op,
          node.args.map((arg) => registerAt(place.get(arg)!)),
          registerAt(target),
        ),
      );
    else columns.push({ target, values: source.column(node) });
  });
  const result = place.get(root)!;
  return {
    kind: 'program',
    evaluate(state: PositionState, bar: number): number {
      for (let i = 0; i < columns.length; i += 1) registers[columns[i].target] = columns[i].values[bar];
      for (let i = 0; i < fields.length; i += 1) registers[fields[i].target] = state[fields[i].field];
      for (let i = 0; i < instructions.length; i += 1) {
        const { kernel, target, a, b, c } = instructions[i];
        kernel(target, a, b, c, 1);
      }
      return registers[result];
    },
  };
}

function constantProgram(value: number): BoundExpression {
  return { kind: 'program', evaluate: () => value };
}

function toInstruction(op: string, [a, b = a, c = a]: Float64Array[], target: Float64Array): Instruction {
  return { kernel: POINT_OPERATORS.get(op)!.block, target, a, b, c };
}

/** The nodes of the program: whatever reads the position, and below it the largest parts that don't. */
function collect(root: PlanNode, order: PlanNode[]): void {
  const seen = new Set<PlanNode>();
  const waiting = [root];
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    order.push(node);
    if (node.kind === 'point' && node.readsState) waiting.push(...node.args);
  }
}

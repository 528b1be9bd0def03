import { STATE } from '../bound-strategy.js';
import type { PlanNode } from '../plan/plan-node.js';

/** What a value may be: bits of a set. Of a number only whether it may be defined and whether it may be missing. */
const [TRUE, FALSE, MISSING] = [1, 2, 4];
const DEFINED = TRUE | FALSE;
const ANY = DEFINED | MISSING;

/** Functions of which a missing argument leaves something. */
const LENIENT = new Set(['if', 'nz', 'min', 'max']);

/** Whether a condition can be true while there is no position, where all but `equity` and `cash` of it is missing. */
export function mayBeTrueWhileFlat(root: PlanNode): boolean {
  return (whileFlat(root, new Map()) & TRUE) !== 0;
}

function whileFlat(node: PlanNode, known: Map<PlanNode, number>): number {
  let found = known.get(node);
  if (found === undefined) known.set(node, (found = find(node, known)));
  return found;
}

function find(node: PlanNode, known: Map<PlanNode, number>): number {
  if (!node.readsState) return ANY;
  if (node.kind === 'state') {
    if (node.field === STATE.in_position) return FALSE;
    return node.field === STATE.equity || node.field === STATE.cash ? DEFINED : MISSING;
  }
  if (node.kind !== 'point' || LENIENT.has(node.op)) return ANY;
  const [a, b = ANY] = node.args.map((arg) => whileFlat(arg, known));
  if (node.op === 'not') return (a & MISSING) | (a & TRUE ? FALSE : 0) | (a & FALSE ? TRUE : 0);
  if (node.op === 'and') return (a & b & TRUE) | ((a | b) & (FALSE | MISSING));
  if (node.op === 'or') return ((a | b) & (TRUE | MISSING)) | (a & b & FALSE);
  return a === MISSING || b === MISSING ? MISSING : ANY;
}

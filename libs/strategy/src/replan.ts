import { BUDGETS } from './budgets.js';
import { RememberingChecker } from './check/remembering-checker.js';
import { warmupOf } from './compile-strategy.js';
import type { CompiledExpression, StrategyPlan, WarmupMode } from './compiled-strategy.js';
import type { ReadDocument } from './document/read-document.js';
import { FaultList } from './fault-list.js';
import type { PlanNode } from './plan/plan-node.js';

/** What changes of a plan with the values of its parameters. */
export interface Replanned {
  /** By the ids of the expressions. */
  readonly roots: readonly PlanNode[];
  readonly warmupBars: number;
}

/**
 * Plans a document that was read before with other values of the same parameters, among the nodes of the first plan;
 * undefined where the values are refused or change more than numbers within expressions: then it is to be compiled.
 */
export function replan(
  { params: known, slots }: ReadDocument,
  plan: StrategyPlan,
  given: Readonly<Record<string, number>>,
  warmup: WarmupMode,
): Replanned | undefined {
  const params = new Map<string, number>();
  for (const [name, { value, min = -Infinity, max = Infinity }] of known) {
    const chosen = Object.hasOwn(given, name) ? given[name] : value;
    if (!(chosen >= min && chosen <= max)) return undefined;
    params.set(name, chosen);
  }
  const faults = new FaultList();
  const scope = { ...slots.scope, params, lets: new Map(), used: new Set<string>(), read: new Set<string>() };
  const checker = new RememberingChecker(scope, slots.builder, faults, slots.known);
  for (const [name, syntax] of slots.definitions) scope.lets.set(name, checker.check(syntax));
  const roots: PlanNode[] = [];
  for (const expression of plan.expressions) {
    const syntax = slots.spellings.get(expression.id);
    const root = syntax === undefined ? expression.root : checker.expect(syntax, expression.type);
    if (root === undefined || !isAlike(expression, root)) return undefined;
    roots.push(root);
  }
  return faults.errors.length > 0 ? undefined : { roots, warmupBars: warmupOf(roots, warmup) };
}

/** Constants have been looked at by whoever read them, so they must be what they were. */
function isAlike({ constant, readsState }: CompiledExpression, root: PlanNode): boolean {
  if (root.firstDefined > BUDGETS.lookBackBars) return false;
  const value = root.kind === 'constant' ? root.value : undefined;
  return Object.is(value, constant) && root.readsState === readsState;
}

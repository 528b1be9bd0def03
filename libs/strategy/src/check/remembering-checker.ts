import type { FaultList } from '../fault-list.js';
import type { PlanBuilder } from '../plan/plan-builder.js';
import { walkSyntax, type CallSyntax, type Syntax } from '../text/syntax.js';
import { ExpressionChecker } from './expression-checker.js';
import type { Scope, Typed } from './scope.js';

/** A call with what it came to, by the values of its parameters. */
interface KnownCall {
  /** Those that are named within it. */
  readonly params: readonly string[];
  readonly results: Map<number | string, Typed>;
}

/** Calls of one document that was checked with one builder. */
export class KnownCalls {
  private readonly calls = new Map<CallSyntax, KnownCall | 'reads_definitions'>();

  /** Undefined for a call that reads definitions, which change with parameters of their own. */
  of(call: CallSyntax, scope: Scope): KnownCall | undefined {
    let known = this.calls.get(call);
    if (known === undefined) this.calls.set(call, (known = describe(call, scope)));
    return known === 'reads_definitions' ? undefined : known;
  }
}

function describe(call: CallSyntax, { params, lets }: Scope): KnownCall | 'reads_definitions' {
  const names = new Set<string>();
  walkSyntax(call, (part) => {
    if (part.kind === 'name') names.add(part.name);
  });
  if ([...names].some((name) => lets.has(name))) return 'reads_definitions';
  return {
    params: [...names].filter((name) => params.has(name)),
    results: new Map<number | string, Typed>(),
  };
}

function keyOf(names: readonly string[], { params }: Scope): number | string {
  return names.length === 1 ? params.get(names[0])! : names.map((name) => params.get(name)).join();
}

/** Checks documents that differ in the values of parameters: a call with the same ones is what it was before. */
export class RememberingChecker extends ExpressionChecker {
  constructor(
    scope: Scope,
    builder: PlanBuilder,
    faults: FaultList,
    private readonly known: KnownCalls,
  ) {
    super(scope, builder, faults);
  }

  override check(syntax: Syntax): Typed | undefined {
    const known = syntax.kind === 'call' ? this.known.of(syntax, this.scope) : undefined;
    if (known === undefined) return super.check(syntax);
    const key = keyOf(known.params, this.scope);
    const result = known.results.get(key) ?? super.check(syntax);
    if (result !== undefined) known.results.set(key, result);
    return result;
  }
}

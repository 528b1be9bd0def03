import { BUDGETS } from './budgets.js';
import { ExpressionChecker } from './check/expression-checker.js';
import type { Scope, Typed } from './check/scope.js';
import type { StrategyPlan, WarmupMode } from './compiled-strategy.js';
import type { ExpressionSlots } from './document/expression-slots.js';
import type { ReadDocument } from './document/read-document.js';
import { FaultList } from './fault-list.js';
import type { ConstantNode, PlanNode, SeriesNode } from './plan/plan-node.js';
import type { HoleFilling } from './run/hole-filling.js';
import { printSyntax } from './text/printer.js';
import { walkSyntax, type Syntax } from './text/syntax.js';

/** An indicator with parameters, or a constant made of them, and the node that stands for it whatever their values. */
interface Hole {
  readonly syntax: Syntax;
  readonly node: PlanNode;
  readonly params: readonly string[];
  /** What it came to, by the values of the parameters; undefined where they are refused. */
  readonly found: Map<number | string, Filler | undefined>;
}

interface Filler extends Typed {
  readonly node: SeriesNode | ConstantNode;
}

/**
 * A plan with holes where indicators have parameters and where constants are made of them: another set of values is the same
 * plan with other columns and numbers in the holes, so that nothing is planned again. Parameters that decide a whole
 * expression, such as a size, or bars before keep the values that they had.
 */
export class PlanTemplate {
  private readonly above = new Set<PlanNode>();

  private constructor(
    /** By the ids of the expressions. */
    readonly roots: readonly PlanNode[],
    private readonly holes: readonly Hole[],
    private readonly read: ReadDocument,
    private readonly fixed: ReadonlySet<string>,
    private readonly warmup: WarmupMode,
  ) {}

  /** Undefined where an indicator is computed of others that have parameters. */
  static of(read: ReadDocument, plan: StrategyPlan, warmup: WarmupMode): PlanTemplate | undefined {
    const { slots } = read;
    const scope = { ...slots.scope, lets: new Map<string, Typed | undefined>(), used: new Set<string>() };
    const checker = new HoleChecker(slots, scope);
    for (const [name, syntax] of slots.definitions) scope.lets.set(name, checker.check(syntax));
    const roots = plan.expressions.map(({ id, type, root, constant }) => {
      const syntax = slots.spellings.get(id);
      if (syntax === undefined) return root;
      // Whoever read a constant has looked at its value.
      const drawn = constant === undefined ? checker.expect(syntax, type) : undefined;
      if (drawn === undefined) noteParams(syntax, slots, scope.used);
      return drawn ?? root;
    });
    const holes = [...checker.holes.values()];
    const template = new PlanTemplate(roots, holes, read, scope.used, warmup);
    const nodes = new Set(holes.map(({ node }) => node));
    for (const root of roots) template.climb(root, nodes);
    const isPlain = [...template.above].every(({ kind }) => kind === 'point' || kind === 'lag');
    return isPlain ? template : undefined;
  }

  /** What stands in the holes, and the warm-up; undefined where the values change more than that or are refused. */
  fill(given: Readonly<Record<string, number>>): { filling: HoleFilling; warmupBars: number } | undefined {
    const { params, slots } = this.read;
    const valueOf = (name: string): number =>
      Object.hasOwn(given, name) ? given[name] : params.get(name)!.value;
    for (const [name, { value, min = -Infinity, max = Infinity }] of params) {
      const chosen = valueOf(name);
      if (!(chosen >= min && chosen <= max) || (this.fixed.has(name) && !Object.is(chosen, value)))
        return undefined;
    }
    const nodes = new Map<PlanNode, PlanNode>();
    for (const hole of this.holes) {
      const found = findFiller(hole, slots, valueOf);
      if (found === undefined) return undefined;
      nodes.set(hole.node, found.node);
    }
    const filling = { nodes, above: this.above };
    let warmupBars = 0;
    for (const root of this.roots) {
      if (lengthOf(root, 'firstDefined', filling) > BUDGETS.lookBackBars) return undefined;
      warmupBars = Math.max(
        warmupBars,
        lengthOf(root, this.warmup === 'converged' ? 'converged' : 'declared', filling),
      );
    }
    return { filling, warmupBars };
  }

  /** Notes what is computed of holes; whether the node is. */
  private climb(node: PlanNode, holes: ReadonlySet<PlanNode>): boolean {
    if (holes.has(node)) return true;
    if (!('args' in node)) return false;
    const isAbove = node.args.filter((arg) => this.climb(arg, holes)).length > 0;
    if (isAbove) this.above.add(node);
    return isAbove;
  }
}

/** Makes a hole of each outermost indicator with parameters and of each constant made of them. Equal ones are one. */
class HoleChecker extends ExpressionChecker {
  readonly holes = new Map<string, Hole>();

  constructor(
    private readonly slots: ExpressionSlots,
    scope: Scope,
  ) {
    super(scope, slots.builder, new FaultList());
  }

  override check(syntax: Syntax): Typed | undefined {
    return this.holeOf(syntax) ?? super.check(syntax);
  }

  private holeOf(syntax: Syntax): Typed | undefined {
    const { params, lets } = this.scope;
    const names = namesIn(syntax);
    const own = names.filter((name) => params.has(name));
    if (own.length === 0 || names.some((name) => lets.has(name))) return undefined;
    const text = printSyntax(syntax);
    const known = this.holes.get(text);
    const drawn = known ?? { syntax, params: own, found: new Map<number | string, Filler | undefined>() };
    const filler = findFiller(drawn, this.slots, (name) => params.get(name)!);
    if (filler === undefined) return undefined;
    const node = known?.node ?? this.builder.hole(filler.node);
    this.holes.set(text, { ...drawn, node });
    return { type: filler.type, node };
  }
}

function namesIn(syntax: Syntax): string[] {
  const names = new Set<string>();
  walkSyntax(syntax, (part) => {
    if (part.kind === 'name') names.add(part.name);
  });
  return [...names];
}

/** Adds the parameters that an expression names, itself or in its definitions. */
function noteParams(syntax: Syntax, slots: ExpressionSlots, noted: Set<string>): void {
  for (const name of namesIn(syntax)) {
    if (slots.scope.params.has(name)) noted.add(name);
    const definition = slots.definitions.get(name);
    if (definition !== undefined) noteParams(definition, slots, noted);
  }
}

/** What it comes to with those values of its parameters; undefined where it has faults, or is no indicator and no constant. */
function findFiller(
  { syntax, params, found }: Omit<Hole, 'node'>,
  slots: ExpressionSlots,
  valueOf: (name: string) => number,
): Filler | undefined {
  const key = params.length === 1 ? valueOf(params[0]) : params.map(valueOf).join();
  if (found.has(key)) return found.get(key);
  const faults = new FaultList();
  const scope = {
    ...slots.scope,
    params: new Map(params.map((name) => [name, valueOf(name)])),
    ...{ lets: new Map<string, Typed | undefined>(), used: new Set<string>(), read: new Set<string>() },
  };
  const typed = new ExpressionChecker(scope, slots.builder, faults).check(syntax);
  const filler = faults.errors.length === 0 && typed !== undefined && isFiller(typed) ? typed : undefined;
  found.set(key, filler);
  return filler;
}

function isFiller(typed: Typed): typed is Filler {
  return typed.node.kind === 'series' || typed.node.kind === 'constant';
}

/** A length of a node with others in the holes below it. */
function lengthOf(
  node: PlanNode,
  field: 'firstDefined' | 'declared' | 'converged',
  filling: HoleFilling,
): number {
  if (!filling.above.has(node) || !('args' in node)) return (filling.nodes.get(node) ?? node)[field];
  let bars = 0;
  for (const arg of node.args) bars = Math.max(bars, lengthOf(arg, field, filling));
  return node.kind === 'lag' && field !== 'declared' ? bars + node.bars : bars;
}

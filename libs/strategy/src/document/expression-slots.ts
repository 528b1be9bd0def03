import { BUDGETS } from '../budgets.js';
import { ExpressionChecker } from '../check/expression-checker.js';
import { KnownCalls } from '../check/remembering-checker.js';
import type { Scope, Typed } from '../check/scope.js';
import type { CompiledExpression } from '../compiled-strategy.js';
import type { FaultList } from '../fault-list.js';
import { PlanBuilder } from '../plan/plan-builder.js';
import { parseText } from '../text/parser.js';
import { printSyntax } from '../text/printer.js';
import type { Syntax } from '../text/syntax.js';
import { walkSyntax } from '../text/syntax.js';
import { toTree } from '../text/to-tree.js';
import { readTree } from '../text/tree-reader.js';

/** An expression with what the canonical document has in its slot: a literal number as such, else the text. */
export interface Slot {
  readonly expression: CompiledExpression;
  readonly canonical: string | number;
}

/** Reads the expressions of one document in either spelling and keeps its budgets over all of them. */
export class ExpressionSlots {
  readonly expressions: CompiledExpression[] = [];
  /** What the expressions were made of, by their ids; those that no slot spells have none. */
  readonly spellings = new Map<number, Syntax>();
  /** The syntax of each let, after those that it uses. */
  readonly definitions = new Map<string, Syntax>();
  readonly builder = new PlanBuilder();
  /** For those who check the same again with other parameters. */
  readonly known = new KnownCalls();
  private readonly checker: ExpressionChecker;
  private nodes = 0;

  constructor(
    readonly scope: Scope,
    readonly faults: FaultList,
  ) {
    this.checker = new ExpressionChecker(scope, this.builder, faults);
  }

  /** The syntax of a slot, not yet checked; undefined after reporting why it is none. */
  parse(value: unknown, path: string): Syntax | undefined {
    const syntax = this.spelling(value, path);
    if (syntax === undefined) return undefined;
    const before = this.nodes;
    walkSyntax(syntax, () => (this.nodes += 1));
    if (this.nodes <= BUDGETS.nodes) return syntax;
    if (before <= BUDGETS.nodes)
      this.faults.add({ path }, 'E_BUDGET', `the document has more than ${BUDGETS.nodes} nodes`);
    return undefined;
  }

  check(syntax: Syntax): Typed | undefined {
    return this.checker.check(syntax);
  }

  /** Whether the plan is still within its budget; lets can make it larger than the document. */
  fits(path: string): boolean {
    if (this.builder.size <= BUDGETS.nodes) return true;
    this.faults.add({ path }, 'E_BUDGET', `the strategy needs more than ${BUDGETS.nodes} nodes`);
    return false;
  }

  /** An expression of the wanted type; undefined when the member is absent or faulty. */
  read(value: unknown, path: string, type: 'num' | 'bool'): Slot | undefined {
    if (value === undefined) return undefined;
    const syntax = this.parse(value, path);
    if (syntax === undefined) return undefined;
    const root = this.checker.expect(syntax, type);
    if (root === undefined || !this.fits(path)) return undefined;
    if (root.firstDefined > BUDGETS.lookBackBars) {
      const message = `the expression looks back ${root.firstDefined} bars, more than ${BUDGETS.lookBackBars}`;
      this.faults.add({ path }, 'E_BUDGET', message);
      return undefined;
    }
    const text = printSyntax(syntax);
    const expression: CompiledExpression = {
      id: this.expressions.length,
      path,
      type,
      text,
      tree: toTree(syntax, (name) => this.scope.params.has(name)),
      constant: root.kind === 'constant' ? root.value : undefined,
      readsState: root.readsState,
      root,
    };
    this.expressions.push(expression);
    this.spellings.set(expression.id, syntax);
    return { expression, canonical: literalOf(syntax) ?? text };
  }

  private spelling(value: unknown, path: string): Syntax | undefined {
    if (typeof value === 'string') return parseText(value, path, this.faults);
    return readTree(typeof value === 'number' ? { num: value } : value, path, this.faults);
  }
}

function literalOf(syntax: Syntax): number | undefined {
  if (syntax.kind === 'number' && !syntax.percent) return syntax.value;
  if (syntax.kind !== 'unary' || syntax.op !== '-') return undefined;
  const { arg } = syntax;
  return arg.kind === 'number' && !arg.percent ? -arg.value : undefined;
}

import type { Timeframe } from '#domain';
import { CATALOGUE } from './catalogue/index.js';
import type { CompiledExpression, CompiledStrategy } from './compiled-strategy.js';
import { readDocument, type ReadDocument } from './document/read-document.js';
import type { ExpressionTree, TreeOperator } from './expression-tree.js';
import { FaultList } from './fault-list.js';
import { parseText } from './text/parser.js';
import { printSyntax } from './text/printer.js';
import { toTree } from './text/to-tree.js';
import { readTree } from './text/tree-reader.js';

/** An expression with the parts that it is made of, each with a value of its own. */
export interface ExpressionPart {
  readonly text: string;
  /** Set for operators. */
  readonly op?: TreeOperator;
  /** Set for calls. */
  readonly fn?: string;
  /** Undefined for what has no value of its own, such as a quoted text. */
  readonly value?: CompiledExpression;
  /** The parts are read so many bars before this one. */
  readonly lag: number;
  /** None for a number that is read on other bars than the own ones, and for a definition that was shown before. */
  readonly args: readonly ExpressionPart[];
}

export interface DissectedStrategy {
  /** The strategy with all parts as its expressions, so that binding it gives the values of the parts. */
  readonly strategy: CompiledStrategy;
  /** The expressions of the document by JSON pointer. */
  readonly slots: ReadonlyMap<string, ExpressionPart>;
}

/** Takes the expressions of a compiled strategy apart, definitions (`let`) included. */
export function dissectStrategy(strategy: CompiledStrategy, timeframe?: Timeframe): DissectedStrategy {
  const faults = new FaultList();
  const read = readDocument(strategy.canonical, { timeframe }, faults);
  if (read === undefined || faults.errors.length > 0)
    throw new TypeError('a compiled strategy must compile again');
  const dissection = new Dissection(read, faults);
  const slots = new Map(
    [...read.slots.expressions].map((expression) => [expression.path, dissection.slot(expression)]),
  );
  return { strategy: { ...strategy, expressions: dissection.parts }, slots };
}

class Dissection {
  readonly parts: CompiledExpression[] = [];
  /** Definitions that the current slot has shown. */
  private readonly shown = new Set<string>();

  constructor(
    private readonly read: ReadDocument,
    private readonly faults: FaultList,
  ) {}

  slot(expression: CompiledExpression): ExpressionPart {
    this.shown.clear();
    const { tree, text } = expression;
    return { ...this.describe(tree, expression.type), text, value: this.keep(expression) };
  }

  private part(tree: ExpressionTree): ExpressionPart {
    const { slots } = this.read;
    const syntax = 'str' in tree ? undefined : readTree(tree, '', this.faults);
    const typed = syntax && slots.check(syntax);
    const text = 'str' in tree ? `'${tree.str}'` : syntax === undefined ? '' : printSyntax(syntax);
    const value = typed && {
      ...{ path: '', type: typed.type, text, tree, root: typed.node, readsState: typed.node.readsState },
      constant: typed.node.kind === 'constant' ? typed.node.value : undefined,
      id: 0,
    };
    return { ...this.describe(tree, typed?.type), text, value: value && this.keep(value) };
  }

  private keep(expression: CompiledExpression): CompiledExpression {
    const kept = { ...expression, id: this.parts.length };
    this.parts.push(kept);
    return kept;
  }

  private describe(
    tree: ExpressionTree,
    type: CompiledExpression['type'] | undefined,
  ): Pick<ExpressionPart, 'op' | 'fn' | 'lag' | 'args'> {
    if ('op' in tree) return { op: tree.op, lag: 0, args: this.partsOf(tree.args) };
    if ('lag' in tree) return { lag: this.barsOf(tree.lag), args: this.partsOf(tree.args) };
    if ('fn' in tree) {
      const own = isOwn(tree.fn) ? tree.args : type === 'bool' ? readElsewhere(tree) : [];
      return { fn: tree.fn, lag: 0, args: this.partsOf(own) };
    }
    if ('ref' in tree) return { lag: 0, args: this.definition(tree.ref) };
    return { lag: 0, args: [] };
  }

  private partsOf(trees: readonly ExpressionTree[]): ExpressionPart[] {
    return trees.map((tree) => this.part(tree));
  }

  private barsOf(lag: number | { readonly param: string }): number {
    return typeof lag === 'number' ? lag : (this.read.params.get(lag.param)?.value ?? 0);
  }

  /** The body of a definition, where it is first used. */
  private definition(name: string): ExpressionPart[] {
    const body = this.read.lets.get(name);
    if (body === undefined || this.shown.has(name)) return [];
    this.shown.add(name);
    const syntax = parseText(body, '', this.faults);
    if (syntax === undefined) return [];
    return [this.part(toTree(syntax, (word) => this.read.params.has(word)))];
  }
}

/** Of a condition on other bars, `tf('1w', close > open)`, its two sides as they are seen from the own bars. */
function readElsewhere({
  fn,
  args: [place, condition],
}: Extract<ExpressionTree, { fn: string }>): ExpressionTree[] {
  if (CATALOGUE.get(fn)?.kind !== 'frame' || condition === undefined || !('args' in condition)) return [];
  if ('fn' in condition && !isOwn(condition.fn)) return [];
  return condition.args.map((arg) => ('args' in arg || 'ref' in arg ? { fn, args: [place, arg] } : arg));
}

/** Whether a function reads its arguments on the own bars. */
function isOwn(name: string): boolean {
  const kind = CATALOGUE.get(name)?.kind;
  return kind === 'point' || kind === 'series' || kind === 'composed';
}

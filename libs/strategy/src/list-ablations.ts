import { compileStrategy } from './compile-strategy.js';
import type { CompiledStrategy } from './compiled-strategy.js';
import type { ExpressionTree, TreeOperator } from './expression-tree.js';
import { FaultList } from './fault-list.js';
import { parseText } from './text/parser.js';
import { printSyntax } from './text/printer.js';
import { toTree } from './text/to-tree.js';
import { readTree } from './text/tree-reader.js';

/** A strategy without one of its parts. */
export interface Ablation {
  /** JSON pointer of the slot, in the canonical document, that the part was taken from. */
  readonly path: string;
  /** What was taken away, as text. */
  readonly without: string;
  /** What is left. */
  readonly strategy: CompiledStrategy;
}

/** Slots of which clauses are taken away. */
const CONDITIONS = [/^\/rules\/(long|short)\/enter$/, /^\/rules\/(long|short)\/exit$/, /^\/allocate\/where$/];
/** What may fall away whole. */
const OPTIONAL = [/^\/rules\/(long|short)\/exit$/, /^\/allocate\/(where|weights)$/];

const matches = (path: string, patterns: readonly RegExp[]): boolean =>
  patterns.some((pattern) => pattern.test(path));

/** Parts of a strategy that are taken away at most, a run each. */
const MOST_PARTS = 64;

/** Why a strategy with these parts is not run without each of them; undefined where it is. */
export function refuseAblations({ length }: readonly Ablation[]): string | undefined {
  if (length === 0) return 'the strategy has no part that it can do without';
  return length > MOST_PARTS ? `the strategy has more than ${MOST_PARTS} parts` : undefined;
}

/**
 * The strategy without each of its clauses and stops, one at a time: of the conditions joined by `and` or `or` at the
 * top of an entry, exit or filter each (a name of `let` is one), and likewise of each definition; an exit, filter or
 * weighting of one part whole; each stop. What would be no strategy any more is left out: without the stop that its size
 * goes by, for example.
 */
export function listAblations(strategy: CompiledStrategy): Ablation[] {
  const drafts = [...withoutClauses(strategy), ...withinDefinitions(strategy), ...withoutStops(strategy)];
  return drafts.flatMap(({ path, without, document }) => {
    const compiled = compileStrategy(document, { warmup: strategy.warmup });
    return compiled.ok ? [{ path, without, strategy: compiled.strategy }] : [];
  });
}

interface Draft extends Omit<Ablation, 'strategy'> {
  readonly document: object;
}

function withoutClauses({ canonical, expressions }: CompiledStrategy): Draft[] {
  return expressions.flatMap(({ path, tree, text }) => {
    const clauses = matches(path, CONDITIONS) ? clausesOf(tree) : [tree];
    if (clauses.length > 1) return withoutEach(canonical, path, tree, clauses);
    return matches(path, OPTIONAL) ? [{ path, without: text, document: withValue(canonical, path) }] : [];
  });
}

function withinDefinitions({ canonical, params }: CompiledStrategy): Draft[] {
  return Object.entries(canonical.let ?? {}).flatMap(([name, text]) => {
    const syntax = parseText(String(text), '', new FaultList());
    const tree = syntax && toTree(syntax, (word) => Object.hasOwn(params, word));
    const clauses = tree === undefined ? [] : clausesOf(tree);
    return clauses.length > 1 ? withoutEach(canonical, `/let/${name}`, tree!, clauses) : [];
  });
}

/** The document without each clause of the condition at the pointer. */
function withoutEach(
  document: object,
  path: string,
  tree: ExpressionTree,
  clauses: readonly ExpressionTree[],
): Draft[] {
  const { op } = tree as { op: TreeOperator };
  return clauses.map((clause, taken) => {
    const left = clauses.filter((_, k) => k !== taken).reduce((a, b) => ({ op, args: [a, b] }));
    return { path, without: spell(clause), document: withValue(document, path, spell(left)) };
  });
}

function withoutStops({ canonical, rules }: CompiledStrategy): Draft[] {
  return (['long', 'short'] as const).flatMap((side) => {
    const path = `/rules/${side}/stops`;
    const stops = rules?.[side]?.stops ?? [];
    return stops.map((stop, taken) => {
      const kept = (read(canonical, path) as object[]).filter((_, k) => k !== taken);
      return {
        path: `${path}/${taken}`,
        without: describe(stop),
        document: withValue(canonical, path, kept),
      };
    });
  });
}

/** The operands of the same `and` or `or`, however it is bracketed. */
function clausesOf(tree: ExpressionTree): ExpressionTree[] {
  if (!('op' in tree) || (tree.op !== 'and' && tree.op !== 'or')) return [tree];
  const { op } = tree;
  return tree.args.flatMap((arg) => ('op' in arg && arg.op === op ? clausesOf(arg) : [arg]));
}

function spell(tree: ExpressionTree): string {
  return printSyntax(readTree(tree, '', new FaultList())!);
}

function describe(stop: object): string {
  return Object.values(stop)
    .map((value: unknown) =>
      typeof value === 'object' && value !== null && 'text' in value ? value.text : value,
    )
    .join(' ');
}

function read(document: object, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((part, key) => (part as Record<string, object>)[key], document);
}

/** A copy with another value at the pointer; without a value the member is taken away. */
function withValue(document: object, pointer: string, value?: unknown): object {
  const copy = structuredClone(document);
  const keys = pointer.split('/').slice(1);
  const parent = read(copy, `/${keys.slice(0, -1).join('/')}`) as Record<string, unknown>;
  const last = keys[keys.length - 1];
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

import type { Fault } from '#domain';
import type { ExpressionTree } from './expression-tree.js';
import { FaultList } from './fault-list.js';
import { parseText } from './text/parser.js';
import { printSyntax } from './text/printer.js';
import type { LagSyntax, Syntax } from './text/syntax.js';
import { walkSyntax } from './text/syntax.js';
import { toTree } from './text/to-tree.js';
import { readTree } from './text/tree-reader.js';

export type Spelling = { ok: true; text: string; tree: ExpressionTree } | { ok: false; errors: Fault[] };

/**
 * Both spellings of an expression given in either: text ⇄ tree without loss. Names are not resolved, except that
 * those in `params` become the tree's `param`.
 */
export function spellExpression(expression: unknown, params: ReadonlySet<string> = new Set()): Spelling {
  const faults = new FaultList();
  const syntax =
    typeof expression === 'string' ? parseText(expression, '', faults) : readTree(expression, '', faults);
  if (syntax !== undefined) reportOffsets(syntax, faults);
  if (syntax === undefined || faults.errors.length > 0) return { ok: false, errors: faults.errors };
  return { ok: true, text: printSyntax(syntax), tree: toTree(syntax, (name) => params.has(name)) };
}

/** Offsets that no tree can say; the same rules as in a document. */
function reportOffsets(syntax: Syntax, faults: FaultList): void {
  walkSyntax(syntax, (part) => {
    if (part.kind === 'lag') reportOffset(part, faults);
  });
}

function reportOffset({ offset }: LagSyntax, faults: FaultList): void {
  if (offset.kind === 'name' || (offset.kind === 'number' && !offset.percent)) return;
  if (offset.kind === 'unary' && offset.op === '-' && offset.arg.kind === 'number')
    faults.add(offset.at, 'E_LOOKAHEAD', 'an offset looks back: it can not be negative');
  else faults.add(offset.at, 'E_CONST_REQUIRED', 'an offset is a whole number or a parameter');
}

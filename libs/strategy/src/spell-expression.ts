import type { Fault } from '#domain';
import { sizeFault } from './document/measure-document.js';
import type { ExpressionTree } from './expression-tree.js';
import { FaultList } from './fault-list.js';
import { checkOffsetForm } from './text/offset.js';
import { parseText } from './text/parser.js';
import { printSyntax } from './text/printer.js';
import { walkSyntax } from './text/syntax.js';
import { toTree } from './text/to-tree.js';
import { readTree } from './text/tree-reader.js';

export type Spelling = { ok: true; text: string; tree: ExpressionTree } | { ok: false; errors: Fault[] };

/**
 * Both spellings of an expression given in either: text ⇄ tree without loss. Names are not resolved, except that
 * those in `params` become the tree's `param`.
 */
export function spellExpression(expression: unknown, params: ReadonlySet<string> = new Set()): Spelling {
  const tooLarge = sizeFault(expression);
  if (tooLarge !== undefined)
    return { ok: false, errors: [{ path: '', code: 'E_BUDGET', message: tooLarge }] };
  const faults = new FaultList();
  const syntax =
    typeof expression === 'string' ? parseText(expression, '', faults) : readTree(expression, '', faults);
  if (syntax !== undefined)
    walkSyntax(syntax, (part) => {
      if (part.kind === 'lag') checkOffsetForm(part.offset, faults);
    });
  if (syntax === undefined || faults.errors.length > 0) return { ok: false, errors: faults.errors };
  return { ok: true, text: printSyntax(syntax), tree: toTree(syntax, (name) => params.has(name)) };
}

import type { ExpressionTree } from '../expression-tree.js';
import type { Syntax } from './syntax.js';

/** The tree spelling. `isParameter` tells which names become `param`; without it a name stays a `ref`. */
export function toTree(syntax: Syntax, isParameter: (name: string) => boolean = () => false): ExpressionTree {
  const tree = (part: Syntax): ExpressionTree => toTree(part, isParameter);
  switch (syntax.kind) {
    case 'number':
      return syntax.percent ? { pct: syntax.value } : { num: syntax.value };
    case 'text':
      return { str: syntax.value };
    case 'name':
      return syntax.parameter || isParameter(syntax.name) ? { param: syntax.name } : { ref: syntax.name };
    case 'field':
      return { ref: syntax.name, field: syntax.field };
    case 'call':
      return {
        fn: syntax.name,
        args: syntax.args.map(tree),
        ...(syntax.field === undefined ? {} : { field: syntax.field.name }),
      };
    case 'unary':
      return { op: syntax.op, args: [tree(syntax.arg)] };
    case 'binary':
      return { op: syntax.op, args: [tree(syntax.left), tree(syntax.right)] };
    case 'lag':
      return { lag: offsetTree(syntax.offset), args: [tree(syntax.arg)] };
  }
}

/** An offset is a whole number or a parameter; anything else was refused when it was checked. */
function offsetTree(offset: Syntax): number | { param: string } {
  if (offset.kind === 'number') return offset.value;
  if (offset.kind === 'name') return { param: offset.name };
  throw new TypeError('an offset is a number or a parameter');
}

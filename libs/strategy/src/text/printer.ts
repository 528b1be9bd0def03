import { BINARY_PRECEDENCE, PRECEDENCE } from './precedence.js';
import type { Syntax } from './syntax.js';

/** The canonical text of an expression: one spelling per meaning, brackets only where they are needed. */
export function printSyntax(syntax: Syntax): string {
  return print(syntax, PRECEDENCE.or);
}

/** Text that can stand where at least `weakest` must bind. */
function print(syntax: Syntax, weakest: number): string {
  const [text, precedence] = spell(syntax);
  return precedence < weakest ? `(${text})` : text;
}

function spell(syntax: Syntax): [text: string, precedence: number] {
  switch (syntax.kind) {
    case 'number':
      return [`${syntax.value}${syntax.percent ? '%' : ''}`, PRECEDENCE.atom];
    case 'text':
      return [`'${syntax.value}'`, PRECEDENCE.atom];
    case 'name':
      return [syntax.name, PRECEDENCE.atom];
    case 'field':
      return [`${syntax.name}.${syntax.field}`, PRECEDENCE.atom];
    case 'call': {
      const args = syntax.args.map((arg) => print(arg, PRECEDENCE.or)).join(', ');
      return [`${syntax.name}(${args})${syntax.field ? `.${syntax.field.name}` : ''}`, PRECEDENCE.atom];
    }
    case 'unary':
      return syntax.op === 'not'
        ? [`not ${print(syntax.arg, PRECEDENCE.not)}`, PRECEDENCE.not]
        : [`-${print(syntax.arg, PRECEDENCE.negation)}`, PRECEDENCE.negation];
    case 'lag':
      return [
        `${print(syntax.arg, PRECEDENCE.atom)}[${print(syntax.offset, PRECEDENCE.or)}]`,
        PRECEDENCE.lag,
      ];
    case 'binary': {
      const precedence = BINARY_PRECEDENCE.get(syntax.op)!;
      const left = precedence === PRECEDENCE.compare ? precedence + 1 : precedence;
      return [`${print(syntax.left, left)} ${syntax.op} ${print(syntax.right, precedence + 1)}`, precedence];
    }
  }
}

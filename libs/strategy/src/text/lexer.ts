import { BUDGETS } from '../budgets.js';
import { utf8Length } from '../document/utf8-length.js';
import type { FaultList } from '../fault-list.js';
import type { Token, TokenKind } from './token.js';

const WORD =
  /(?<space>\s+)|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|'(?<text>[^'\p{Cc}]*)'|(?<symbol><=|>=|==|!=|[-+*/%<>()[\],.])/uy;

/** What people write who come from other languages. */
const HINTS = new Map([
  ['&', "write 'and'"],
  ['|', "write 'or'"],
  ['!', "write 'not' or '!='"],
  ['=', "write '==' to compare"],
  ['"', "quote with ' instead"],
  ["'", "the closing ' is missing"],
  ['^', "powers are written out: 'x * x'"],
  ['{', "use '(' and ')'"],
  ['}', "use '(' and ')'"],
]);

/**
 * Cuts an expression into tokens, the last of kind `end`. Gives undefined after reporting why the text can't be
 * one: size, number of tokens, depth of brackets (counted here, before any recursion) or characters that mean nothing.
 */
export function tokenise(text: string, path: string, faults: FaultList): Token[] | undefined {
  if (utf8Length(text) > BUDGETS.expressionBytes) {
    faults.add({ path }, 'E_BUDGET', `the expression is longer than ${BUDGETS.expressionBytes} bytes`);
    return undefined;
  }
  const tokens: Token[] = [];
  const before = faults.errors.length;
  let depth = 0;
  let position = 0;
  while (position < text.length) {
    const token = wordAt(text, position);
    if (token === undefined) {
      position = reportUnknown(text, position, path, faults);
      continue;
    }
    position = token.end;
    if (token.kind === 'end') continue;
    tokens.push(token);
    if (token.text === '(' || token.text === '[') depth += token.kind === 'symbol' ? 1 : 0;
    if (token.text === ')' || token.text === ']') depth -= token.kind === 'symbol' ? 1 : 0;
    const fault = budgetFault(depth, tokens.length);
    if (fault !== undefined) {
      faults.add({ path, span: [token.start, token.end] }, 'E_BUDGET', fault);
      return undefined;
    }
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return faults.errors.length === before ? tokens : undefined;
}

/** The token at a position; white space comes back as kind `end`, undefined is a character that starts none. */
function wordAt(text: string, start: number): Token | undefined {
  WORD.lastIndex = start;
  const groups = WORD.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const end = WORD.lastIndex;
  if (groups.space !== undefined) return { kind: 'end', text: '', start, end };
  if (groups.number !== undefined && /\w/.test(text.charAt(end))) return undefined;
  const kind = (['number', 'name', 'text', 'symbol'] as TokenKind[]).find(
    (name) => groups[name] !== undefined,
  )!;
  return { kind, text: groups[kind], start, end };
}

function reportUnknown(text: string, start: number, path: string, faults: FaultList): number {
  const word = /^(?:[\d.]\w*[\d.\w]*|.)/su.exec(text.slice(start))![0];
  const end = start + word.length;
  const message =
    word.length > 1 ? `'${word.slice(0, 20)}' is not a number` : `unexpected character '${word}'`;
  faults.add({ path, span: [start, end] }, 'E_PARSE', message, HINTS.get(word));
  return end;
}

function budgetFault(depth: number, tokens: number): string | undefined {
  if (depth > BUDGETS.bracketDepth) return `brackets are nested deeper than ${BUDGETS.bracketDepth}`;
  if (tokens > BUDGETS.expressionTokens)
    return `the expression has more than ${BUDGETS.expressionTokens} tokens`;
  return undefined;
}

import type { FaultList, Place } from '../fault-list.js';
import { tokenise } from './lexer.js';
import { BINARY_PRECEDENCE, KEYWORDS, PRECEDENCE } from './precedence.js';
import type { BinaryOperator, CallSyntax, Syntax } from './syntax.js';
import type { Token } from './token.js';

/** Parses the text of one slot; undefined after reporting why it is no expression. */
export function parseText(text: string, path: string, faults: FaultList): Syntax | undefined {
  const tokens = tokenise(text, path, faults);
  if (tokens === undefined) return undefined;
  try {
    return new Parser(tokens, path).parse();
  } catch (error) {
    if (!(error instanceof ParseStop)) throw error;
    faults.add(error.place, 'E_PARSE', error.message, error.hint);
    return undefined;
  }
}

/** Leaves the recursion at the first word that doesn't fit. */
class ParseStop extends Error {
  constructor(
    readonly place: Place,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** A Pratt parser of the grammar in strategy-format; recursion is bounded by the lexer's limits. */
class Parser {
  private index = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly path: string,
  ) {}

  parse(): Syntax {
    const syntax = this.expression(PRECEDENCE.or);
    if (this.next.kind !== 'end') this.stop(this.next, `unexpected ${show(this.next)}`);
    return syntax;
  }

  private get next(): Token {
    return this.tokens[this.index];
  }

  private expression(weakest: number): Syntax {
    const start = this.next;
    let left = this.prefix(weakest);
    for (;;) {
      const token = this.next;
      const precedence = isOperator(token) ? BINARY_PRECEDENCE.get(token.text) : undefined;
      if (precedence === undefined || precedence < weakest) return left;
      this.index += 1;
      const right = this.expression(precedence + 1);
      if (precedence === PRECEDENCE.compare) this.refuseChain();
      left = { kind: 'binary', op: token.text as BinaryOperator, left, right, at: this.from(start) };
    }
  }

  private refuseChain(): void {
    if (isOperator(this.next) && BINARY_PRECEDENCE.get(this.next.text) === PRECEDENCE.compare)
      this.stop(this.next, 'comparisons do not chain', "write 'a < b and b < c'");
  }

  private prefix(weakest: number): Syntax {
    const token = this.next;
    const op = token.kind === 'name' && token.text === 'not' ? 'not' : isSymbol(token, '-') ? '-' : undefined;
    if (op === undefined) return this.lagged();
    const precedence = op === 'not' ? PRECEDENCE.not : PRECEDENCE.negation;
    if (precedence < weakest) this.stop(token, `unexpected 'not'`, "put brackets around 'not …'");
    this.index += 1;
    const arg = this.expression(precedence);
    return { kind: 'unary', op, arg, at: this.from(token) };
  }

  private lagged(): Syntax {
    const start = this.next;
    const arg = this.atom();
    if (!isSymbol(this.next, '[')) return arg;
    this.index += 1;
    const offset = this.expression(PRECEDENCE.or);
    this.expect(']');
    if (isSymbol(this.next, '[')) this.stop(this.next, 'one offset is enough', "write 'x[3]' for 'x[1][2]'");
    return { kind: 'lag', arg, offset, at: this.from(start) };
  }

  private atom(): Syntax {
    const token = this.next;
    if (isSymbol(token, '(')) return this.bracketed();
    if (token.kind === 'number') return this.number();
    if (token.kind === 'name' && !KEYWORDS.has(token.text)) return this.named();
    if (token.kind === 'text') {
      this.index += 1;
      return { kind: 'text', value: token.text, at: this.from(token) };
    }
    return this.stop(
      token,
      token.kind === 'end' ? 'the expression ends too early' : `unexpected ${show(token)}`,
    );
  }

  private bracketed(): Syntax {
    this.index += 1;
    const inner = this.expression(PRECEDENCE.or);
    this.expect(')');
    return inner;
  }

  private number(): Syntax {
    const token = this.next;
    this.index += 1;
    const value = Number(token.text);
    if (!Number.isFinite(value)) this.stop(token, 'the number is too large');
    const percent = isSymbol(this.next, '%');
    if (percent) this.index += 1;
    return { kind: 'number', value, percent, at: this.from(token) };
  }

  private named(): Syntax {
    const token = this.next;
    this.index += 1;
    if (isSymbol(this.next, '(')) return this.call(token);
    if (!isSymbol(this.next, '.'))
      return { kind: 'name', name: token.text, parameter: false, at: this.from(token) };
    return { kind: 'field', name: token.text, field: this.field().name, at: this.from(token) };
  }

  private call(name: Token): CallSyntax {
    this.index += 1;
    const args: Syntax[] = [];
    while (!isSymbol(this.next, ')')) {
      if (args.length > 0) this.expect(',');
      args.push(this.expression(PRECEDENCE.or));
    }
    this.index += 1;
    const field = isSymbol(this.next, '.') ? this.field() : undefined;
    return { kind: 'call', name: name.text, nameAt: this.place(name), args, field, at: this.from(name) };
  }

  private field(): { name: string; at: Place } {
    this.index += 1;
    const token = this.next;
    if (token.kind !== 'name' || KEYWORDS.has(token.text))
      this.stop(token, `a field's name is missing before ${show(token)}`);
    this.index += 1;
    return { name: token.text, at: this.place(token) };
  }

  private expect(symbol: string): void {
    if (!isSymbol(this.next, symbol))
      this.stop(this.next, `'${symbol}' is missing before ${show(this.next)}`);
    this.index += 1;
  }

  private stop(token: Token, message: string, hint?: string): never {
    throw new ParseStop(this.place(token), message, hint);
  }

  /** From where something began to the last token taken. */
  private from(start: Token): Place {
    return { path: this.path, span: [start.start, this.tokens[this.index - 1].end] };
  }

  private place(token: Token): Place {
    return { path: this.path, span: [token.start, token.end] };
  }
}

function isSymbol(token: Token, text: string): boolean {
  return token.kind === 'symbol' && token.text === text;
}

function isOperator(token: Token): boolean {
  return token.kind === 'symbol' || (token.kind === 'name' && KEYWORDS.has(token.text));
}

function show(token: Token): string {
  return token.kind === 'end' ? 'the end' : `'${token.text}'`;
}

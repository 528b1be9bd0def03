import { memberPath, type FaultList } from '../fault-list.js';
import { tokenise } from './lexer.js';
import { BINARY_PRECEDENCE, KEYWORDS } from './precedence.js';
import { printSyntax } from './printer.js';
import type { BinaryOperator, Syntax } from './syntax.js';

const NAME = /^[A-Za-z_]\w*$/;
const TEXT = /^[^'\p{Cc}]*$/u;

type Fields = Readonly<Record<string, unknown>>;

/** The kinds of node by the member that marks them, with the other members that each may have. */
const KINDS = new Map<
  string,
  { others: readonly string[]; read: (fields: Fields, reader: Reader, path: string) => Syntax | undefined }
>([
  [
    'num',
    {
      others: [],
      read: (fields, reader, path) => reader.number(fields.num, false, memberPath(path, 'num'), path),
    },
  ],
  [
    'pct',
    {
      others: [],
      read: (fields, reader, path) => reader.number(fields.pct, true, memberPath(path, 'pct'), path),
    },
  ],
  ['str', { others: [], read: readText }],
  [
    'param',
    { others: [], read: (fields, reader, path) => reader.parameter(fields.param, memberPath(path, 'param')) },
  ],
  ['ref', { others: ['field'], read: readReference }],
  ['fn', { others: ['args', 'field'], read: readCall }],
  ['op', { others: ['args'], read: readOperator }],
  ['lag', { others: ['args'], read: readLag }],
]);

/**
 * Reads an expression given as a tree; undefined after reporting what is wrong with it. The limits of the text
 * spelling hold: the tree is printed and must fit them. Recursion is bounded by the depth of the document.
 */
export function readTree(value: unknown, path: string, faults: FaultList): Syntax | undefined {
  const before = faults.errors.length;
  const syntax = new Reader(faults).node(value, path);
  if (syntax === undefined || faults.errors.length > before) return undefined;
  return tokenise(printSyntax(syntax), path, faults) === undefined ? undefined : syntax;
}

class Reader {
  constructor(readonly faults: FaultList) {}

  node(value: unknown, path: string): Syntax | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.refuse(path, 'an expression is a text or a tree of objects');
    const fields = value as Fields;
    const keys = Object.keys(fields);
    const kind = keys.find((key) => KINDS.has(key));
    if (kind === undefined)
      return this.refuse(
        path,
        'this is no node of a tree',
        `it needs one of ${[...KINDS.keys()].join(', ')}`,
      );
    const { others, read } = KINDS.get(kind)!;
    for (const key of keys)
      if (key !== kind && !others.includes(key))
        this.faults.add(
          { path: memberPath(path, key) },
          'E_UNKNOWN_KEY',
          `a node '${kind}' has no '${key.slice(0, 40)}'`,
        );
    return read(fields, this, path);
  }

  number(value: unknown, percent: boolean, place: string, path: string): Syntax | undefined {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return this.refuse(place, 'this must be a finite number');
    const number: Syntax = { kind: 'number', value: Math.abs(value), percent, at: { path } };
    return value < 0 ? { kind: 'unary', op: '-', arg: number, at: { path } } : number;
  }

  parameter(value: unknown, path: string): Syntax | undefined {
    const name = this.name(value, path);
    return name === undefined ? undefined : { kind: 'name', name, parameter: true, at: { path } };
  }

  name(value: unknown, path: string): string | undefined {
    if (typeof value === 'string' && NAME.test(value) && !KEYWORDS.has(value)) return value;
    return this.refuse(path, 'this must be a name');
  }

  /** All arguments, or undefined when the list or one of them is wrong. */
  args(value: unknown, path: string): Syntax[] | undefined {
    const place = memberPath(path, 'args');
    if (!Array.isArray(value)) return this.refuse(place, "'args' must be a list");
    const args = value.map((item, index) => this.node(item, memberPath(place, index)));
    return args.includes(undefined) ? undefined : (args as Syntax[]);
  }

  refuse(path: string, message: string, hint?: string): undefined {
    this.faults.add({ path }, 'E_SCHEMA', message, hint);
    return undefined;
  }
}

function readText(fields: Fields, reader: Reader, path: string): Syntax | undefined {
  const value = fields.str;
  if (typeof value !== 'string' || !TEXT.test(value))
    return reader.refuse(memberPath(path, 'str'), "this must be a text without ' and control characters");
  return { kind: 'text', value, at: { path } };
}

function readReference(fields: Fields, reader: Reader, path: string): Syntax | undefined {
  const name = reader.name(fields.ref, memberPath(path, 'ref'));
  if (name === undefined) return undefined;
  if (fields.field === undefined) return { kind: 'name', name, parameter: false, at: { path } };
  const field = reader.name(fields.field, memberPath(path, 'field'));
  return field === undefined ? undefined : { kind: 'field', name, field, at: { path } };
}

function readCall(fields: Fields, reader: Reader, path: string): Syntax | undefined {
  const fieldAt = memberPath(path, 'field');
  const name = reader.name(fields.fn, memberPath(path, 'fn'));
  const args = reader.args(fields.args ?? [], path);
  const field = fields.field === undefined ? undefined : reader.name(fields.field, fieldAt);
  if (name === undefined || args === undefined) return undefined;
  return {
    kind: 'call',
    name,
    nameAt: { path: memberPath(path, 'fn') },
    args,
    field: field === undefined ? undefined : { name: field, at: { path: fieldAt } },
    at: { path },
  };
}

function readOperator(fields: Fields, reader: Reader, path: string): Syntax | undefined {
  const { op } = fields;
  if (op !== 'not' && (typeof op !== 'string' || !BINARY_PRECEDENCE.has(op)))
    return reader.refuse(
      memberPath(path, 'op'),
      `this is no operator`,
      `the operators are not, ${[...BINARY_PRECEDENCE.keys()].join(', ')}`,
    );
  const args = reader.args(fields.args, path);
  if (args === undefined) return undefined;
  if (args.length === 1 && (op === 'not' || op === '-'))
    return { kind: 'unary', op, arg: args[0], at: { path } };
  if (args.length === 2 && op !== 'not')
    return { kind: 'binary', op: op as BinaryOperator, left: args[0], right: args[1], at: { path } };
  reader.faults.add(
    { path: memberPath(path, 'args') },
    'E_ARITY',
    `'${op}' does not take ${args.length} arguments`,
  );
  return undefined;
}

function readLag(fields: Fields, reader: Reader, path: string): Syntax | undefined {
  const place = memberPath(path, 'lag');
  const { lag } = fields;
  const isNumber = typeof lag === 'number';
  if (!isNumber && (typeof lag !== 'object' || lag === null || !('param' in lag)))
    return reader.refuse(place, "'lag' must be a whole number or a parameter");
  const offset = isNumber ? reader.number(lag, false, place, place) : reader.node(lag, place);
  const args = reader.args(fields.args, path);
  if (offset === undefined || args === undefined) return undefined;
  if (args.length !== 1) return reader.refuse(memberPath(path, 'args'), 'a lag has one argument');
  return { kind: 'lag', arg: args[0], offset, at: { path } };
}

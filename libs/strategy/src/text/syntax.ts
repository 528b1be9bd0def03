import type { TreeOperator } from '../expression-tree.js';
import type { Place } from '../fault-list.js';

export type BinaryOperator = Exclude<TreeOperator, 'not'>;

interface At {
  readonly at: Place;
}

export interface NumberSyntax extends At {
  readonly kind: 'number';
  /** As written; of `5%` it is 5. */
  readonly value: number;
  readonly percent: boolean;
}

export interface TextSyntax extends At {
  readonly kind: 'text';
  readonly value: string;
}

/** A name; with `parameter` it was written as a tree's `param` and can be nothing else. */
export interface NameSyntax extends At {
  readonly kind: 'name';
  readonly name: string;
  readonly parameter: boolean;
}

/** `alias.field` */
export interface FieldSyntax extends At {
  readonly kind: 'field';
  readonly name: string;
  readonly field: string;
}

export interface CallSyntax extends At {
  readonly kind: 'call';
  readonly name: string;
  readonly nameAt: Place;
  readonly args: readonly Syntax[];
  readonly field?: { readonly name: string; readonly at: Place };
}

export interface UnarySyntax extends At {
  readonly kind: 'unary';
  readonly op: 'not' | '-';
  readonly arg: Syntax;
}

export interface BinarySyntax extends At {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly left: Syntax;
  readonly right: Syntax;
}

/** `arg[offset]`; whether the offset is allowed is for the checker to say. */
export interface LagSyntax extends At {
  readonly kind: 'lag';
  readonly arg: Syntax;
  readonly offset: Syntax;
}

/** An expression as it was written, in either spelling, before names are resolved. */
export type Syntax =
  NumberSyntax | TextSyntax | NameSyntax | FieldSyntax | CallSyntax | UnarySyntax | BinarySyntax | LagSyntax;

/** Calls `visit` for the expression and every part of it, in the order of writing. */
export function walkSyntax(syntax: Syntax, visit: (part: Syntax) => void): void {
  visit(syntax);
  for (const part of partsOf(syntax)) walkSyntax(part, visit);
}

function partsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case 'call':
      return syntax.args;
    case 'unary':
      return [syntax.arg];
    case 'binary':
      return [syntax.left, syntax.right];
    case 'lag':
      return [syntax.arg, syntax.offset];
    default:
      return [];
  }
}

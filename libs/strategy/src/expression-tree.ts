/** An operator; `-` with one argument is the negation. */
export type TreeOperator =
  'or' | 'and' | 'not' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '+' | '-' | '*' | '/';

/**
 * An expression as a tree of plain JSON, the second spelling of strategy.v1:
 * `sma(close,fast)[1] > 2 * a.low` is `{op:'>',args:[{lag:1,args:[{fn:'sma',args:[{ref:'close'},{ref:'fast'}]}]},
 * {op:'*',args:[{num:2},{ref:'a',field:'low'}]}]}`. `{param:'fast'}` is a `ref` that can only be a parameter.
 */
export type ExpressionTree =
  | { readonly num: number }
  /** `5%` is `{pct:5}`, whose value is 0.05. */
  | { readonly pct: number }
  | { readonly str: string }
  | { readonly param: string }
  /** A name, or with `field` a price of the symbol of that alias. */
  | { readonly ref: string; readonly field?: string }
  | { readonly fn: string; readonly args: readonly ExpressionTree[]; readonly field?: string }
  | { readonly op: TreeOperator; readonly args: readonly ExpressionTree[] }
  /** The value of the one argument so many bars ago. */
  | { readonly lag: number | { readonly param: string }; readonly args: readonly [ExpressionTree] };

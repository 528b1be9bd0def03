export type TokenKind = 'number' | 'name' | 'text' | 'symbol' | 'end';

/** A word of an expression; `start` and `end` are a half-open range of characters. */
export interface Token {
  readonly kind: TokenKind;
  /** The characters themselves; of a quoted text what is between the quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

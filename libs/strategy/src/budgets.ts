/** What a document may be at most; a document over any of these is refused before anything is computed. */
export const BUDGETS = {
  documentBytes: 64 * 1024,
  /** Nesting of the JSON document; text of 600 tokens never needs more as a tree. */
  documentDepth: 1400,
  expressionBytes: 4 * 1024,
  expressionTokens: 600,
  bracketDepth: 64,
  nodes: 2_000,
  lookBackBars: 5_000,
  params: 12,
  lets: 100,
  symbols: 500,
  stops: 12,
  /** Bars × symbols × steps per bar of one run. */
  cost: 50_000_000_000,
  /** Faults that are listed; the rest would only repeat them. */
  faults: 200,
} as const;

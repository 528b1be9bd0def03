/** What stands for the strategy's decision: the same expression as a rule or as what an allocation goes by. */
export type Decision = (expression: unknown) => object;

export const asRule: Decision = (enter) => ({
  rules: {
    long: {
      enter,
      exit: 'close < open',
      stops: [
        { kind: 'stop', at: 'entry_price * 0.95' },
        { kind: 'time', bars: 3 },
      ],
    },
  },
  limits: { pyramiding: 2 },
});

export const asAllocation: Decision = (where) => ({
  allocate: {
    every: 'month_end',
    where,
    rank: 'roc(close, 5)',
    top: 1,
    weights: '1 / close',
    rest: 'B',
    band: 0.02,
    max_weight: 0.5,
  },
  limits: { max_positions: 2 },
});

/** A document that is sound but for what may be wrong with its expression. */
export function hostileDocument(decide: Decision, expression: unknown): Record<string, unknown> {
  return {
    version: 1,
    name: 'fuzz',
    symbols: ['A', 'B'],
    params: { fast: { value: 5, min: 1, max: 10 } },
    let: { x: 'close - open' },
    ...decide(expression),
    sizing: { kind: 'equity', value: 0.5 },
  };
}

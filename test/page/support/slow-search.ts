/** A search that takes minutes over the few bars that a start brings along, and stops at once when it is told to. */
export function slowSearch(symbol: string): Record<string, unknown> {
  const exits = Array.from({ length: 100 }, (_, index) => `pnl_pct * ${index + 2} > 9${index}`);
  return {
    strategy: {
      version: 1,
      name: 'Much to try',
      symbols: [symbol],
      params: { m: 1, n: 1 },
      rules: { long: { enter: 'close > open - m * n', exit: exits.join(' or ') } },
    },
    timeframe: '1d',
    params: { m: { min: 1, max: 100, step: 1 }, n: { min: 1, max: 200, step: 1 } },
    max_trials: 20_000,
  };
}

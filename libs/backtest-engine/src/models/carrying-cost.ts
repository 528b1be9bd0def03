const YEAR_MS = 365 * 86_400_000;

/** Interest for holding, per calendar time; rates are fractions per year of 365 days. */
export interface CarryingCost {
  /** What short positions cost, in money; `shortValue` is positive. */
  borrow(shortValue: number, elapsedMs: number): number;
  /** What free cash earns, in money. */
  interest(freeCash: number, elapsedMs: number): number;
}

/** Simple interest; undefined when both rates are zero, so that nothing is asked per bar. */
export function createCarryingCost(borrowRate: number, cashRate: number): CarryingCost | undefined {
  if (borrowRate === 0 && cashRate === 0) return undefined;
  return {
    borrow: (shortValue, elapsedMs) => (shortValue * borrowRate * elapsedMs) / YEAR_MS,
    interest: (freeCash, elapsedMs) => (freeCash * cashRate * elapsedMs) / YEAR_MS,
  };
}

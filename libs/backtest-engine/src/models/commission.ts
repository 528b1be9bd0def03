/** Which of a month's fills a fee depends on: money traded, or units. */
export type CommissionTally = 'value' | 'units';

/** What the broker takes for a fill, in money. */
export interface CommissionModel {
  /** What is counted per calendar month (UTC) and handed in as `traded`; undefined when nothing is. */
  readonly tally?: CommissionTally;
  /**
   * `units` is positive, `price` the price of the fill. `isMaker`: a limit that was resting when it filled.
   * `traded`: the month's tally before this fill.
   */
  fee(units: number, price: number, isMaker?: boolean, traded?: number): number;
  /** The most units (not rounded) whose value and fee together fit into a budget; zero or more. */
  unitsWithin(budget: number, price: number, isMaker?: boolean, traded?: number): number;
}

/** Fixed part, share of the value and money per unit, within a least and a most; all money but `rate`. */
export interface LinearRates {
  readonly rate: number;
  readonly fixed: number;
  readonly perShare: number;
  readonly minimum: number;
  /** Undefined: no limit. */
  readonly maximum?: number;
}

/**
 * fee = fixed + value × rate + units × perShare, never below the minimum nor above the maximum (engine-semantics A5).
 * A negative rate is a rebate, which a minimum does away with.
 */
export class LinearCommission implements CommissionModel {
  constructor(private readonly rates: LinearRates) {}

  fee(units: number, price: number): number {
    const { fixed, rate, perShare, minimum, maximum } = this.rates;
    const fee = fixed + units * price * rate + units * perShare;
    if (maximum !== undefined && fee > maximum) return maximum;
    return minimum > 0 && fee < minimum ? minimum : fee;
  }

  /** The fee is the larger of two straight lines, cut off by a third: what fits follows from what fits each. */
  unitsWithin(budget: number, price: number): number {
    const { fixed, rate, perShare, minimum, maximum } = this.rates;
    const byShare = (budget - fixed) / (price * (1 + rate) + perShare);
    const byMinimum = minimum > 0 ? (budget - minimum) / price : Infinity;
    const fitting = Math.max(0, Math.min(byShare, byMinimum));
    return maximum === undefined ? fitting : Math.max(fitting, (budget - maximum) / price);
  }
}

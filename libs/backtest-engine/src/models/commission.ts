import type { CostOptions } from '../backtest-request.js';

/** What the broker takes for a fill, in money. */
export interface CommissionModel {
  /** `units` is positive, `price` the price of the fill. */
  fee(units: number, price: number): number;
  /** The most units (not rounded) whose value and fee together fit into a budget; zero or more. */
  unitsWithin(budget: number, price: number): number;
}

/** Fixed part, share of the value and money per unit, never less than the minimum (engine-semantics A5). */
export class LinearCommission implements CommissionModel {
  constructor(private readonly options: CostOptions['commission']) {}

  fee(units: number, price: number): number {
    const { fixed, rate, perShare, minimum } = this.options;
    const fee = fixed + units * price * rate + units * perShare;
    return fee < minimum ? minimum : fee;
  }

  /** The cost is the larger of two straight lines, so what fits is the smaller of what fits either. */
  unitsWithin(budget: number, price: number): number {
    const { fixed, rate, perShare, minimum } = this.options;
    const byShare = (budget - fixed) / (price * (1 + rate) + perShare);
    const byMinimum = (budget - minimum) / price;
    return Math.max(0, Math.min(byShare, byMinimum));
  }
}

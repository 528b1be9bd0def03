import type { CostOptions } from '../backtest-request.js';

/** What the broker takes for a fill, in money. */
export interface CommissionModel {
  /** `units` is positive, `price` the price of the fill. */
  fee(units: number, price: number): number;
}

/** Fixed part, share of the value and money per unit, never less than the minimum (engine-semantics A5). */
export class LinearCommission implements CommissionModel {
  constructor(private readonly options: CostOptions['commission']) {}

  fee(units: number, price: number): number {
    const { fixed, rate, perShare, minimum } = this.options;
    const fee = fixed + units * price * rate + units * perShare;
    return fee < minimum ? minimum : fee;
  }
}

import { LinearCommission, type CommissionModel, type LinearRates } from './commission.js';

/** One rate for limits that were resting when they filled, another for everything that takes what rests. */
export class MakerTakerCommission implements CommissionModel {
  private readonly maker: LinearCommission;
  private readonly taker: LinearCommission;

  /** `maker` and `taker` are shares of the value and stand for `rate`. */
  constructor(rates: LinearRates, maker: number, taker: number) {
    this.maker = new LinearCommission({ ...rates, rate: maker });
    this.taker = new LinearCommission({ ...rates, rate: taker });
  }

  fee(units: number, price: number, isMaker = false): number {
    return (isMaker ? this.maker : this.taker).fee(units, price);
  }

  unitsWithin(budget: number, price: number, isMaker = false): number {
    return (isMaker ? this.maker : this.taker).unitsWithin(budget, price);
  }
}

import {
  LinearCommission,
  type CommissionModel,
  type CommissionTally,
  type LinearRates,
} from './commission.js';

/** Holds from so much traded in the month on: money where it has a `rate`, units where it has a `perShare`. */
export interface CommissionTier {
  readonly from: number;
  readonly rate?: number;
  readonly perShare?: number;
}

/**
 * Rates that change with what was traded in the calendar month (UTC). The whole of a fill pays the tier that the
 * fills before it reached.
 */
export class TieredCommission implements CommissionModel {
  readonly tally: CommissionTally;
  /** Highest first. */
  private readonly tiers: readonly { from: number; commission: LinearCommission }[];

  constructor(rates: LinearRates, tiers: readonly CommissionTier[]) {
    this.tally = tiers.some((tier) => tier.perShare !== undefined) ? 'units' : 'value';
    this.tiers = tiers
      .map(({ from, rate = 0, perShare = 0 }) => ({
        from,
        commission: new LinearCommission({ ...rates, rate, perShare }),
      }))
      .sort((left, right) => right.from - left.from);
  }

  fee(units: number, price: number, _isMaker = false, traded = 0): number {
    return this.at(traded).fee(units, price);
  }

  unitsWithin(budget: number, price: number, _isMaker = false, traded = 0): number {
    return this.at(traded).unitsWithin(budget, price);
  }

  private at(traded: number): LinearCommission {
    const tier = this.tiers.find(({ from }) => from <= traded) ?? this.tiers[this.tiers.length - 1];
    return tier.commission;
  }
}

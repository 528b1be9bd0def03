import type { CostOptions } from '../backtest-request.js';
import { LinearCommission, type CommissionModel } from './commission.js';
import { MakerTakerCommission } from './maker-taker-commission.js';
import { TieredCommission } from './tiered-commission.js';

/** The commission model that the options name; the wire refuses those that name two. */
export function createCommission(options: CostOptions['commission']): CommissionModel {
  const { tiers, maker, taker } = options;
  if (tiers !== undefined && tiers.length > 0) return new TieredCommission(options, tiers);
  if (maker !== undefined || taker !== undefined)
    return new MakerTakerCommission(options, maker ?? options.rate, taker ?? options.rate);
  return new LinearCommission(options);
}

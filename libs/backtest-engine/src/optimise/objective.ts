import { METRIC_KEYS } from '../metrics/metric-table.js';

/** Metrics of which less is better; of all others more is. Drawdowns are zero or less, so more is better there too. */
const MINIMISED: ReadonlySet<string> = new Set([
  'volatility_ann_pct',
  'max_drawdown_duration_seconds',
  'avg_drawdown_duration_seconds',
  'max_trade_duration_seconds',
  'avg_trade_duration_seconds',
  'commissions',
  'turnover',
  'exposure_time_pct',
  'cost_commission',
  'cost_spread',
  'cost_slippage',
  'cost_borrow',
]);

/** Metrics that are the same for every trial. */
const NO_OBJECTIVE: ReadonlySet<string> = new Set([
  'start',
  'end',
  'duration_seconds',
  'buy_and_hold_return_pct',
]);

/** What may be optimised for. */
export const OBJECTIVE_KEYS: readonly string[] = METRIC_KEYS.filter((key) => !NO_OBJECTIVE.has(key));

/** 1 where more is better, -1 where less is. */
export function objectiveSign(key: string): 1 | -1 {
  return MINIMISED.has(key) ? -1 : 1;
}

/** Index of the best value, the first of equals; -1 when none is defined. */
export function findBest(values: ArrayLike<number>, sign: 1 | -1): number {
  let best = -1;
  for (let k = 0; k < values.length; k += 1) {
    if (Number.isNaN(values[k])) continue;
    if (best < 0 || sign * values[k] > sign * values[best]) best = k;
  }
  return best;
}

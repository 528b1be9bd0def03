import type { Metric } from './metric.js';
import { computeBeta } from './beta.js';
import { buyAndHoldReturnPct } from './buy-and-hold-return-pct.js';
import { returnPct } from './return-pct.js';

/** Return - beta × buy-and-hold return, percent (M. C. Jensen, 1968, over the whole run, risk-free rate 0). */
export const alphaPct: Metric = {
  key: 'alpha_pct',
  compute: (run) => returnPct.compute(run) - computeBeta(run) * buyAndHoldReturnPct.compute(run),
  undefinedWhen: 'beta is not defined',
};

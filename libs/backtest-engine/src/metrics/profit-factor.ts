import type { Metric } from './metric.js';
import { profitFactorReturns } from './profit-factor-returns.js';
import { splitGains } from './statistics.js';

/** Gains / losses of closed trades in money; with preset backtesting_py on returns. */
export const profitFactor: Metric = {
  key: 'profit_factor',
  compute: (run) => {
    if (run.input.ratios === 'geometric') return profitFactorReturns.compute(run);
    const { gains, losses } = splitGains(run.input.trades.pnl);
    return gains / losses;
  },
  undefinedWhen: 'no trade lost',
};

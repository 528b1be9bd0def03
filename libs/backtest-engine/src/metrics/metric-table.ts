import { alphaPct } from './alpha-pct.js';
import { avgDrawdownDurationSeconds } from './avg-drawdown-duration-seconds.js';
import { avgDrawdownPct } from './avg-drawdown-pct.js';
import { avgTradeDurationSeconds } from './avg-trade-duration-seconds.js';
import { avgTradePct } from './avg-trade-pct.js';
import { bestTradePct } from './best-trade-pct.js';
import { beta } from './beta.js';
import { buyAndHoldReturnPct } from './buy-and-hold-return-pct.js';
import { cagrPct } from './cagr-pct.js';
import { calmarRatio } from './calmar-ratio.js';
import { commissions } from './commissions.js';
import { costBorrow } from './cost-borrow.js';
import { costCommission } from './cost-commission.js';
import { costSlippage } from './cost-slippage.js';
import { costSpread } from './cost-spread.js';
import { durationSeconds } from './duration-seconds.js';
import { end } from './end.js';
import { equityFinal } from './equity-final.js';
import { equityPeak } from './equity-peak.js';
import { expectancyPct } from './expectancy-pct.js';
import { exposureTimePct } from './exposure-time-pct.js';
import { kelly } from './kelly.js';
import { maxDrawdownDurationSeconds } from './max-drawdown-duration-seconds.js';
import { maxDrawdownPct } from './max-drawdown-pct.js';
import { maxTradeDurationSeconds } from './max-trade-duration-seconds.js';
import { profitFactor } from './profit-factor.js';
import { profitFactorReturns } from './profit-factor-returns.js';
import { returnAnnPct } from './return-ann-pct.js';
import { returnPct } from './return-pct.js';
import { sharpeRatio } from './sharpe-ratio.js';
import { sharpeRatioGeometric } from './sharpe-ratio-geometric.js';
import { sortinoRatio } from './sortino-ratio.js';
import { sqn } from './sqn.js';
import { start } from './start.js';
import { trades } from './trades.js';
import { turnover } from './turnover.js';
import { volatilityAnnPct } from './volatility-ann-pct.js';
import { winRatePct } from './win-rate-pct.js';
import { worstTradePct } from './worst-trade-pct.js';
import type { Metric } from './metric.js';

/** All metrics in the order of the wire. */
export const METRICS: readonly Metric[] = [
  start,
  end,
  durationSeconds,
  exposureTimePct,
  equityFinal,
  equityPeak,
  commissions,
  returnPct,
  buyAndHoldReturnPct,
  returnAnnPct,
  volatilityAnnPct,
  cagrPct,
  sharpeRatio,
  sharpeRatioGeometric,
  sortinoRatio,
  calmarRatio,
  alphaPct,
  beta,
  maxDrawdownPct,
  avgDrawdownPct,
  maxDrawdownDurationSeconds,
  avgDrawdownDurationSeconds,
  trades,
  winRatePct,
  bestTradePct,
  worstTradePct,
  avgTradePct,
  maxTradeDurationSeconds,
  avgTradeDurationSeconds,
  profitFactor,
  profitFactorReturns,
  expectancyPct,
  sqn,
  kelly,
  turnover,
  costCommission,
  costSpread,
  costSlippage,
  costBorrow,
];

/** Their names; costs are `cost_…`. */
export const METRIC_KEYS: readonly string[] = METRICS.map((metric) => metric.key);

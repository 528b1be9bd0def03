/** Part B of engine-semantics written down once more, as plainly as it goes, to hold the metrics against. */
export interface PlainRun {
  /** UTC milliseconds. */
  times: readonly number[];
  equity: readonly number[];
  closes: readonly number[];
  warmup: number;
  trades: readonly { entryBar: number; exitBar: number; pnl: number; return: number; commission: number }[];
}

const DAY = 86_400_000;
const UNITS = [DAY, 3_600_000, 60_000, 1000];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
/** Σ of products of the deviations from the means. */
const coMoment = (left: readonly number[], right: readonly number[]): number => {
  const [leftMean, rightMean] = [mean(left), mean(right)];
  return sum(left.map((value, k) => (value - leftMean) * (right[k] - rightMean)));
};
const variance = (values: readonly number[]): number => coMoment(values, values) / (values.length - 1);
const geometricMean = (values: readonly number[]): number => {
  if (values.some((value) => 1 + value <= 0)) return 0;
  return Math.exp(mean(values.map((value) => Math.log(1 + value)))) - 1;
};
const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)];
};
/** The largest; NaN of nothing. */
const most = (values: readonly number[]): number => (values.length === 0 ? NaN : Math.max(...values));

/** By the names of the wire; NaN or infinite for what is not defined. */
export function computePlainMetrics({
  times,
  equity,
  closes,
  warmup,
  trades,
}: PlainRun): Record<string, number> {
  const last = equity.length - 1;
  const steps = times.slice(1).map((time, bar) => time - times[bar]);
  const period = median(steps.slice(-99));
  const days = Math.floor(period / DAY);
  const weekend = times.filter((time) => [0, 6].includes(new Date(time).getUTCDay())).length / times.length;
  const annual = new Map([
    [7, 52],
    [31, 12],
    [365, 1],
  ]);
  const a = Number.isNaN(period) ? NaN : (annual.get(days) ?? (weekend > (2 / 7) * 0.6 ? 365 : 252));
  const q = periodReturns(times, equity, days);
  const g = geometricMean(q);
  const annualReturn = (1 + g) ** a - 1;
  const volatility = Math.sqrt((variance(q) + (1 + g) ** 2) ** a - (1 + g) ** (2 * a));
  let peak = -Infinity;
  const drawdown = equity.map((value) => 1 - value / (peak = Math.max(peak, value)));
  const deepest = drawdown.reduce((most, one) => Math.max(most, one), 0);
  const tops = [...new Set([...equity.keys()].filter((bar) => drawdown[bar] === 0 || bar === last))];
  const falls = tops.slice(1).flatMap((b, k) => (b > tops[k] + 1 ? [[tops[k], b] as const] : []));
  const lengths = falls.map(([from, to]) => times[to] - times[from]);
  const depths = falls.map(([from, to]) => Math.max(...drawdown.slice(from, to + 1)));
  const unit = UNITS.find((one) => period % one === 0) ?? 1000;
  const ceil = (duration: number): number => (Math.ceil(duration / unit) * unit) / 1000;
  const x = equity.slice(1).map((value, bar) => Math.log(value / equity[bar]));
  const y = closes.slice(1).map((value, bar) => Math.log(value / closes[bar]));
  const beta = coMoment(x, y) / coMoment(y, y);
  const buyAndHold = ((closes[last] - closes[warmup]) / closes[warmup]) * 100;
  const gain = ((equity[last] - equity[0]) / equity[0]) * 100;
  const p = trades.map(({ pnl }) => pnl);
  const r = trades.map((trade) => trade.return);
  const held = trades.map(({ entryBar, exitBar }) => times[exitBar] - times[entryBar]);
  const won = p.filter((one) => one > 0);
  const lost = p.filter((one) => one < 0);
  const w = won.length / p.length;
  const covered = new Set(trades.flatMap(({ entryBar, exitBar }) => times.slice(entryBar, exitBar + 1)));
  return {
    duration_seconds: (times[last] - times[0]) / 1000,
    exposure_time_pct: (covered.size / equity.length) * 100,
    equity_final: equity[last],
    equity_peak: peak,
    commissions: sum(trades.map(({ commission }) => commission)),
    return_pct: gain,
    buy_and_hold_return_pct: buyAndHold,
    return_ann_pct: annualReturn * 100,
    volatility_ann_pct: volatility * 100,
    cagr_pct: ((equity[last] / equity[0]) ** (1 / ((times[last] - times[0]) / DAY / 365.25)) - 1) * 100,
    sharpe_ratio: annualReturn / volatility,
    sortino_ratio: annualReturn / (Math.sqrt(mean(q.map((one) => Math.min(one, 0) ** 2))) * Math.sqrt(a)),
    calmar_ratio: annualReturn / deepest,
    alpha_pct: gain - beta * buyAndHold,
    beta,
    max_drawdown_pct: -deepest * 100,
    avg_drawdown_pct: -mean(depths) * 100,
    max_drawdown_duration_seconds: ceil(most(lengths)),
    avg_drawdown_duration_seconds: ceil(mean(lengths)),
    trades: p.length,
    win_rate_pct: w * 100,
    best_trade_pct: most(r) * 100,
    worst_trade_pct: -most(r.map((one) => -one)) * 100,
    avg_trade_pct: geometricMean(r) * 100,
    max_trade_duration_seconds: ceil(most(held)),
    avg_trade_duration_seconds: ceil(mean(held)),
    profit_factor: sum(r.filter((one) => one > 0)) / -sum(r.filter((one) => one < 0)),
    expectancy_pct: mean(r) * 100,
    sqn: (Math.sqrt(p.length) * mean(p)) / Math.sqrt(variance(p)),
    kelly: w - (1 - w) / (mean(won) / -mean(lost)),
  };
}

/** Changes between the last equities of days, weeks to Sunday, months or years. */
function periodReturns(times: readonly number[], equity: readonly number[], days: number): number[] {
  const keyOf = (time: number): string => {
    const date = new Date(time);
    if (days === 31) return date.toISOString().slice(0, 7);
    if (days === 365) return date.toISOString().slice(0, 4);
    if (days === 7) date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7));
    return date.toISOString().slice(0, 10);
  };
  const ends = new Map(times.map((time, bar) => [keyOf(time), equity[bar]]));
  const values = [...ends.values()];
  return values
    .slice(1)
    .map((value, k) => value / values[k] - 1)
    .filter((change) => !Number.isNaN(change));
}

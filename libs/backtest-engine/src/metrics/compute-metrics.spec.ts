import { computeMetrics } from './compute-metrics.js';
import { METRIC_KEYS } from './metric-table.js';
import type { MetricInput } from './run-facts.js';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2024, 0, 1);

const none = {
  entryBar: new Int32Array(0),
  exitBar: new Int32Array(0),
  pnl: new Float64Array(0),
  returns: new Float64Array(0),
  commission: new Float64Array(0),
};

function measure(
  given: Partial<Omit<MetricInput, 'equity' | 'benchmark'>> & {
    equity: number[];
    benchmark?: number[];
    stepMs?: number;
  },
) {
  const equity = Float64Array.from(given.equity);
  return computeMetrics({
    times: equity.map((_, bar) => MONDAY + bar * (given.stepMs ?? DAY)),
    warmupBars: 0,
    trades: none,
    costs: { commission: 0, spread: 0, slippage: 0, borrow: 0 },
    tradedValue: 0,
    ratios: 'textbook',
    ...given,
    equity,
    benchmark: Float64Array.from(given.benchmark ?? given.equity),
  }).metrics;
}

/** Three closed trades: +10 % and +30, -5 % and -10, +2 % and +4. */
const trades = {
  entryBar: Int32Array.of(0, 2, 3),
  exitBar: Int32Array.of(1, 3, 3),
  pnl: Float64Array.of(30, -10, 4),
  returns: Float64Array.of(0.1, -0.05, 0.02),
  commission: Float64Array.of(1, 2, 3),
};

describe('metrics of equity', () => {
  const equity = [100, 110, 99, 108.9, 120];

  it('measures span, return and peaks', () => {
    expect(measure({ equity })).toMatchObject({
      start: MONDAY,
      end: MONDAY + 4 * DAY,
      duration_seconds: 4 * 86_400,
      equity_final: 120,
      equity_peak: 120,
    });
    expect(measure({ equity }).return_pct).toBeCloseTo(20, 12);
    expect(measure({ equity }).cagr_pct).toBeCloseTo((1.2 ** (365.25 / 4) - 1) * 100, 2);
  });

  it('compounds return and volatility over a year of 252 days', () => {
    const { return_ann_pct, volatility_ann_pct } = measure({ equity });
    const changes = [0.1, -0.1, 0.1, 120 / 108.9 - 1];
    const growth = 1.2 ** (1 / 4);
    const average = changes.reduce((sum, change) => sum + change, 0) / 4;
    const spread = changes.reduce((sum, change) => sum + (change - average) ** 2, 0) / 3;
    expect(return_ann_pct! / ((growth ** 252 - 1) * 100)).toBeCloseTo(1, 10);
    expect(
      volatility_ann_pct! / (Math.sqrt((spread + growth ** 2) ** 252 - growth ** 504) * 100),
    ).toBeCloseTo(1, 8);
  });

  it('gives the textbook Sharpe and Sortino beside the geometric one', () => {
    const [average, spread] = [0.025, ((0.125 ** 2 + 0.075 ** 2 * 1) * 2) / 3];
    const flat = measure({ equity: [100, 110, 99, 108.9, 98.01] });
    const changes = [0.1, -0.1, 0.1, -0.1];
    const deviation = Math.sqrt((4 * 0.01) / 3);
    expect(changes.reduce((sum, change) => sum + change, 0)).toBeCloseTo(0, 12);
    expect(flat.sharpe_ratio).toBeCloseTo((0 / deviation) * Math.sqrt(252), 10);
    const rising = measure({ equity: [100, 115, 110.4, 126.96, 121.8816] });
    const gain = (0.15 - 0.04 + 0.15 - 0.04) / 4;
    const std = Math.sqrt((2 * (0.15 - gain) ** 2 + 2 * (-0.04 - gain) ** 2) / 3);
    expect(rising.sharpe_ratio).toBeCloseTo((gain / std) * Math.sqrt(252), 8);
    expect(rising.sortino_ratio).toBeCloseTo((gain / Math.sqrt((2 * 0.04 ** 2) / 4)) * Math.sqrt(252), 8);
    expect(rising.sharpe_ratio_geometric).toBeCloseTo(
      rising.return_ann_pct! / rising.volatility_ann_pct!,
      10,
    );
    expect(average).toBeGreaterThan(spread - 1);
  });

  it('takes the geometric ratios under the rules of the peer', () => {
    const metrics = measure({ equity: [100, 115, 110.4, 126.96, 121.8816], ratios: 'geometric' });
    expect(metrics.sharpe_ratio).toBe(metrics.sharpe_ratio_geometric);
    const downside = Math.sqrt((2 * 0.04 ** 2) / 4) * Math.sqrt(252);
    expect(metrics.sortino_ratio! / (metrics.return_ann_pct! / 100 / downside)).toBeCloseTo(1, 8);
  });

  it('measures drawdowns from top to top, a dip of one bar included, an unfinished one to the last bar', () => {
    const metrics = measure({ equity: [100, 90, 100, 120, 60, 90] });
    expect(metrics.max_drawdown_pct).toBeCloseTo(-50, 12);
    expect(metrics.avg_drawdown_pct).toBeCloseTo(-30, 12);
    expect(metrics.max_drawdown_duration_seconds).toBe(2 * 86_400);
    expect(metrics.avg_drawdown_duration_seconds).toBe(2 * 86_400);
    expect(metrics.calmar_ratio).toBeCloseTo(metrics.return_ann_pct! / 50, 10);
  });

  it('takes a year of 365 days where weekends trade, 52 weeks and the calendar day of minutes', () => {
    const days = Array.from({ length: 15 }, (_, bar) => 100 * 1.01 ** bar);
    expect(measure({ equity: days }).return_ann_pct).toBeCloseTo((1.01 ** 365 - 1) * 100, 6);
    expect(measure({ equity: days, stepMs: 7 * DAY }).return_ann_pct).toBeCloseTo((1.01 ** 52 - 1) * 100, 8);
    const halfDays = Array.from({ length: 20 }, (_, bar) => 100 * 1.01 ** Math.floor(bar / 2));
    expect(measure({ equity: halfDays, stepMs: DAY / 2 }).return_ann_pct).toBeCloseTo(
      (1.01 ** 365 - 1) * 100,
      6,
    );
  });

  it('measures beta and alpha against the benchmark', () => {
    const benchmark = [100, 110, 99, 121];
    const doubled = benchmark.map((close) => (close / 100) ** 2 * 100);
    const metrics = measure({ equity: doubled, benchmark });
    expect(metrics.beta).toBeCloseTo(2, 10);
    expect(metrics.buy_and_hold_return_pct).toBeCloseTo(21, 10);
    expect(metrics.alpha_pct).toBeCloseTo(46.41 - 2 * 21, 8);
    expect(measure({ equity: doubled, benchmark, warmupBars: 2 }).buy_and_hold_return_pct).toBeCloseTo(
      (121 / 99 - 1) * 100,
      10,
    );
  });

  it('counts total loss as a growth of nothing', () => {
    const metrics = measure({ equity: [100, 50, 0, 0] });
    expect(metrics).toMatchObject({
      return_pct: -100,
      return_ann_pct: 0,
      sharpe_ratio_geometric: 0,
      beta: null,
      alpha_pct: null,
    });
  });
});

describe('what does not vary but for rounding', () => {
  it('has no Sharpe ratio and no beta instead of huge ones', () => {
    const even = Array.from({ length: 300 }, (_, bar) => 1000 * 1.00013 ** bar);
    const metrics = measure({ equity: even, benchmark: even.map((value, bar) => value * 1.0007 ** bar) });
    expect(metrics).toMatchObject({
      ...{ sharpe_ratio: null, sharpe_ratio_geometric: null, beta: null, alpha_pct: null },
      volatility_ann_pct: 0,
    });
    expect(metrics.return_ann_pct).toBeCloseTo((1.00013 ** 365 - 1) * 100, 8);
  });

  it('has no system quality', () => {
    const pnl = Float64Array.of(0.1, 0.1, 0.1);
    const entryBar = new Int32Array(3);
    const same = { entryBar, exitBar: entryBar, pnl, returns: pnl, commission: pnl };
    expect(measure({ equity: [100, 101, 100], trades: same }).sqn).toBeNull();
  });
});

describe('metrics of trades', () => {
  const metrics = measure({ equity: [100, 130, 120, 124, 124], trades, tradedValue: 478.4 });

  it('counts and weighs winners and losers', () => {
    expect(metrics.trades).toBe(3);
    expect(metrics.win_rate_pct).toBeCloseTo((2 / 3) * 100, 12);
    expect(metrics.best_trade_pct).toBeCloseTo(10, 12);
    expect(metrics.worst_trade_pct).toBeCloseTo(-5, 12);
    expect(metrics.avg_trade_pct).toBeCloseTo(((1.1 * 0.95 * 1.02) ** (1 / 3) - 1) * 100, 10);
    expect(metrics.expectancy_pct).toBeCloseTo(7 / 3, 12);
    expect(metrics.commissions).toBe(6);
  });

  it('tells the profit factor on money and on returns', () => {
    expect(metrics.profit_factor).toBeCloseTo(3.4, 12);
    expect(metrics.profit_factor_returns).toBeCloseTo(0.12 / 0.05, 12);
    expect(measure({ equity: [1, 1], trades, ratios: 'geometric' }).profit_factor).toBeCloseTo(
      0.12 / 0.05,
      12,
    );
  });

  it('computes system quality and Kelly share', () => {
    const std = Math.sqrt((22 ** 2 + 18 ** 2 + 4 ** 2) / 2);
    expect(metrics.sqn).toBeCloseTo((Math.sqrt(3) * 8) / std, 10);
    expect(metrics.kelly).toBeCloseTo(2 / 3 - 1 / 3 / (17 / 10), 12);
  });

  it('covers entry and exit bars, overlapping trades once', () => {
    expect(metrics.exposure_time_pct).toBeCloseTo(80, 12);
  });

  it('measures durations from entry to exit', () => {
    expect(metrics.max_trade_duration_seconds).toBe(86_400);
    expect(metrics.avg_trade_duration_seconds).toBe(86_400);
  });

  it('turns the account over by the traded value', () => {
    expect(metrics.turnover).toBeCloseTo((478.4 / 2 / 119.6) * (365.25 / 4), 6);
  });

  it('gives a value or null for every key of the wire', () => {
    expect(Object.keys(metrics)).toEqual([...METRIC_KEYS]);
  });
});

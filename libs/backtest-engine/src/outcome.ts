import type { BarSeries, CodedTable, Fault } from '#domain';
import type { BacktestOutcome } from './backtest-outcome.js';
import { computeMetrics, UNDEFINED_METRICS } from './metrics/compute-metrics.js';
import type { RunEnd } from './run-end.js';
import { composeWarnings } from './run-warnings.js';
import { timesOf } from './record/column-views.js';
import type { Simulation } from './simulation.js';

/** The outcome of a run as far as it went: metrics and tables of its columns. */
export function composeOutcome(end: RunEnd): BacktestOutcome {
  const { simulation } = end;
  const { recorder, market, barsDone } = simulation;
  const drawdown = new Float64Array(barsDone);
  const { metrics, warnings } = measure(end, drawdown);
  const time = shareTimes(market.timeline, barsDone);
  const equity = barsDone === market.length ? recorder.giveEquity() : recorder.equity.slice(0, barsDone);
  for (const order of simulation.desk.book.pending()) {
    if (order.isTriggered) recorder.orders.forgetStop(order.id);
  }
  return {
    state: end.state,
    barsDone,
    barsTotal: market.length,
    warmupBars: end.warmupBars,
    metrics,
    equity: { length: barsDone, columns: { time, equity, drawdown } },
    trades: recorder.trades.toTable(),
    openTrades: openTradesOf(simulation),
    orders: recorder.orders.toTable(),
    warnings: [...composeWarnings(end), ...warnings],
    corporateActions: { adjust: end.adjust, ...simulation.portfolio.actions },
  };
}

/** The result is given away: it may share the memory of the bars with other threads, but not take it along. */
function shareTimes(timeline: Float64Array, barsDone: number): Float64Array {
  const isShared = timeline.buffer instanceof SharedArrayBuffer;
  return isShared ? timeline.subarray(0, barsDone) : timeline.slice(0, barsDone);
}

function measure(
  { simulation, models, warmupBars, benchmark }: RunEnd,
  drawdown: Float64Array,
): { metrics: BacktestOutcome['metrics']; warnings: Fault[] } {
  const { recorder, market, portfolio, barsDone } = simulation;
  if (barsDone === 0) return { metrics: UNDEFINED_METRICS, warnings: [] };
  return computeMetrics({
    times: market.timeline.subarray(0, barsDone),
    equity: recorder.equity.subarray(0, barsDone),
    drawdown,
    benchmark: alignCloses(benchmark, market.timeline).subarray(0, barsDone),
    warmupBars,
    trades: recorder.trades.columns,
    costs: portfolio.costs,
    tradedValue: portfolio.tradedValue,
    ratios: models.rules.ratios,
  });
}

/** The last known close at each time; before the first one, the first. */
export function alignCloses(series: BarSeries, timeline: Float64Array): Float64Array {
  if (series.openTime === timeline) return series.close;
  const closes = new Float64Array(timeline.length);
  let row = 0;
  for (let bar = 0; bar < timeline.length; bar += 1) {
    while (row + 1 < series.length && series.openTime[row + 1] <= timeline[bar]) row += 1;
    closes[bar] = series.close[row];
  }
  return closes;
}

function openTradesOf({ portfolio, market }: Simulation): CodedTable {
  const { trades } = portfolio;
  const entryBar = Int32Array.from(trades, (trade) => trade.entryBar);
  return {
    length: trades.length,
    columns: {
      symbol: trades.map((trade) => market.series[trade.instrument].symbol),
      size: Float64Array.from(trades, (trade) => trade.size),
      entry_bar: entryBar,
      entry_time: timesOf(entryBar, market.timeline),
      entry_price: Float64Array.from(trades, (trade) => trade.entryPrice),
      unrealised_pnl: Float64Array.from(trades, (trade) => {
        return trade.size * (market.close[trade.instrument] - trade.entryPrice);
      }),
      commission: Float64Array.from(trades, (trade) => trade.entryFee),
      stop: Float64Array.from(trades, (trade) => trade.stopLoss),
      target: Float64Array.from(trades, (trade) => trade.takeProfit),
      entry_reason: trades.map((trade) => trade.entryReason),
      tag: trades.map((trade) => trade.tag),
    },
  };
}

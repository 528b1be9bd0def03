import type { BacktestOutcome } from '#backtest-engine';
import { cellAt, type CodedTable } from '#domain';
import type { Golden, GoldenOpenTrade } from './reference.js';

const RELATIVE = 1e-9;

/** The peer's names of our metrics. */
const STAT_NAMES: Readonly<Record<string, string>> = {
  start: 'Start',
  end: 'End',
  duration_seconds: 'Duration',
  exposure_time_pct: 'Exposure Time [%]',
  equity_final: 'Equity Final [$]',
  equity_peak: 'Equity Peak [$]',
  commissions: 'Commissions [$]',
  return_pct: 'Return [%]',
  buy_and_hold_return_pct: 'Buy & Hold Return [%]',
  return_ann_pct: 'Return (Ann.) [%]',
  volatility_ann_pct: 'Volatility (Ann.) [%]',
  cagr_pct: 'CAGR [%]',
  sharpe_ratio: 'Sharpe Ratio',
  sharpe_ratio_geometric: 'Sharpe Ratio',
  sortino_ratio: 'Sortino Ratio',
  calmar_ratio: 'Calmar Ratio',
  alpha_pct: 'Alpha [%]',
  beta: 'Beta',
  max_drawdown_pct: 'Max. Drawdown [%]',
  avg_drawdown_pct: 'Avg. Drawdown [%]',
  max_drawdown_duration_seconds: 'Max. Drawdown Duration',
  avg_drawdown_duration_seconds: 'Avg. Drawdown Duration',
  trades: '# Trades',
  win_rate_pct: 'Win Rate [%]',
  best_trade_pct: 'Best Trade [%]',
  worst_trade_pct: 'Worst Trade [%]',
  avg_trade_pct: 'Avg. Trade [%]',
  max_trade_duration_seconds: 'Max. Trade Duration',
  avg_trade_duration_seconds: 'Avg. Trade Duration',
  profit_factor: 'Profit Factor',
  profit_factor_returns: 'Profit Factor',
  expectancy_pct: 'Expectancy [%]',
  sqn: 'SQN',
  kelly: 'Kelly Criterion',
};

type Cell = number | string | boolean | null;

type Row = Record<string, Cell>;

/** The rows of a table with NaN as null. */
export function rowsOf(table: CodedTable): Row[] {
  return Array.from({ length: table.length }, (_, row) =>
    Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => {
        const cell = cellAt(column, row);
        return [name, Number.isNaN(cell) ? null : cell];
      }),
    ),
  );
}

function isClose(ours: Cell, theirs: Cell): boolean {
  if (typeof ours !== 'number' || typeof theirs !== 'number') return ours === theirs;
  return Math.abs(ours - theirs) <= RELATIVE * Math.max(Math.abs(ours), Math.abs(theirs), 1e-6);
}

/** Every difference between an outcome and its golden, a line each; empty when they are equal. */
export function differencesFrom(golden: Golden, outcome: BacktestOutcome): string[] {
  return [
    ...compareRow('warmup', { bars: outcome.warmupBars }, { bars: golden.warmup_index }),
    ...compareMetrics(golden, outcome),
    ...compareRows('trade', rowsOf(outcome.trades), golden.trades.map(toTradeRow)),
    ...compareRows('open trade', rowsOf(outcome.openTrades), golden.open_trades_at_end.map(toOpenRow)),
    ...compareRows(
      'pending order',
      pendingRows(outcome),
      golden.pending_orders_at_end.map((one) => ({ ...one })),
    ),
    ...compareRejections(golden, outcome),
    ...compareEquity(golden, outcome),
  ];
}

function compareRow(what: string, ours: Row, theirs: Row): string[] {
  return Object.keys(theirs)
    .filter((name) => !isClose(ours[name], theirs[name]))
    .map((name) => `${what}: ${name} is ${ours[name]}, not ${theirs[name]}`);
}

function compareRows(what: string, ours: Row[], theirs: Row[]): string[] {
  if (ours.length !== theirs.length) return [`${ours.length} rows of ${what}, not ${theirs.length}`];
  return theirs.flatMap((row, index) => compareRow(`${what} ${index}`, ours[index], row));
}

function compareMetrics(golden: Golden, { metrics }: BacktestOutcome): string[] {
  const theirs = Object.entries(STAT_NAMES).map(([key, name]) => {
    const value = golden.stats[name];
    return [
      key,
      typeof value === 'string' ? Date.parse(value) : (value ?? (key === 'commissions' ? 0 : null)),
    ];
  });
  return compareRow('metric', { ...metrics }, Object.fromEntries(theirs) as Row);
}

function toOpenRow(trade: GoldenOpenTrade): Row {
  return {
    size: trade.size,
    entry_bar: trade.entry_bar,
    entry_time: Date.parse(trade.entry_time),
    entry_price: trade.entry_price,
    stop: trade.sl,
    target: trade.tp,
  };
}

function toTradeRow(trade: Golden['trades'][number]): Row {
  return {
    ...toOpenRow(trade),
    exit_bar: trade.exit_bar,
    exit_time: Date.parse(trade.exit_time),
    exit_price: trade.exit_price,
    pnl: trade.pnl,
    commission: trade.commission,
    return_pct: trade.return_pct * 100,
  };
}

/** Waiting orders in the order of the peer's list, as far as ours can tell: what is in front was placed last. */
function pendingRows(outcome: BacktestOutcome): Row[] {
  const waiting = rowsOf(outcome.orders).filter((order) => order.status === 'pending');
  const inFront = waiting.filter((order) => order.kind === 'close' || order.kind === 'stop_loss').reverse();
  const behind = waiting.filter((order) => order.kind !== 'close' && order.kind !== 'stop_loss');
  return [...inFront, ...behind].map((order) => ({
    size: order.size,
    limit: order.limit,
    stop: order.stop,
    sl: order.stop_loss,
    tp: order.take_profit,
    contingent: order.kind === 'stop_loss' || order.kind === 'take_profit',
    closes_trade: ['close', 'stop_loss', 'take_profit'].includes(String(order.kind)),
  }));
}

/** How often the peer cancelled an order for want of margin, too little for one unit included. */
function compareRejections(golden: Golden, outcome: BacktestOutcome): string[] {
  const rejected = rowsOf(outcome.orders).filter((order) => order.status === 'rejected').length;
  const theirs = golden.warnings.order_cancelled_insufficient_margin.length;
  return compareRow('rejections', { count: rejected }, { count: theirs });
}

function compareEquity({ equity_curve: curve }: Golden, outcome: BacktestOutcome): string[] {
  const equity = outcome.equity.columns.equity as Float64Array;
  const sum = equity.reduce((total, value) => total + value, 0);
  const [min, max] = [Math.min(...equity), Math.max(...equity)];
  return [
    ...compareRow('equity', Object.fromEntries(curve.bars.map((bar) => [bar, equity[bar]])), {
      ...Object.fromEntries(curve.bars.map((bar, index) => [bar, curve.values[index]])),
    }),
    ...compareRow(
      'equity',
      { final: equity[equity.length - 1], sum, min, max },
      { final: curve.final, sum: curve.sum, min: curve.min, max: curve.max },
    ),
  ];
}

/** Backtest results: metrics as columns, long tables packed beside. */
export const backtestResults = {
  name: '0003-backtest-results',
  sql: `
create table backtest_results (
  task_id text primary key references tasks on delete cascade,
  fence integer not null,
  partial boolean not null,
  strategy jsonb not null,
  request jsonb not null,
  engine_version text not null,
  strategy_hash text not null,
  data_digest text not null,
  result_digest text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  duration_ms double precision not null,
  bars_per_second double precision not null,
  warmup_bars integer not null,
  bars_total integer not null,
  warnings jsonb not null,
  "start" double precision,
  "end" double precision,
  duration_seconds double precision,
  exposure_time_pct double precision,
  equity_final double precision,
  equity_peak double precision,
  commissions double precision,
  return_pct double precision,
  buy_and_hold_return_pct double precision,
  return_ann_pct double precision,
  volatility_ann_pct double precision,
  cagr_pct double precision,
  sharpe_ratio double precision,
  sharpe_ratio_geometric double precision,
  sortino_ratio double precision,
  calmar_ratio double precision,
  alpha_pct double precision,
  beta double precision,
  max_drawdown_pct double precision,
  avg_drawdown_pct double precision,
  max_drawdown_duration_seconds double precision,
  avg_drawdown_duration_seconds double precision,
  trades double precision,
  win_rate_pct double precision,
  best_trade_pct double precision,
  worst_trade_pct double precision,
  avg_trade_pct double precision,
  max_trade_duration_seconds double precision,
  avg_trade_duration_seconds double precision,
  profit_factor double precision,
  profit_factor_returns double precision,
  expectancy_pct double precision,
  sqn double precision,
  kelly double precision,
  turnover double precision,
  cost_commission double precision,
  cost_spread double precision,
  cost_slippage double precision,
  cost_borrow double precision
);
create index backtest_results_by_time on backtest_results (finished_at desc);
create index backtest_results_by_strategy on backtest_results (strategy_hash);

create table backtest_tables (
  task_id text not null references backtest_results on delete cascade,
  name text not null check (name in ('equity', 'trades', 'open_trades', 'orders')),
  length integer not null,
  packed bytea not null,
  primary key (task_id, name)
);
-- The content is deflated already.
alter table backtest_tables alter column packed set storage external;
`,
};

import {
  formatChange,
  formatCount,
  formatDuration,
  formatMoney,
  formatPercent,
  formatRatio,
  type Figure,
} from '../../display/format-number.js';

/** How a metric is named, shown and explained to somebody who does not know it. */
export interface MetricWords {
  label: string;
  format: (value: Figure) => string;
  /** What it says; how it is computed stands in docs/result-metrics.md. */
  says: string;
  /** Which of two is better. */
  better?: 'more' | 'less';
}

const row = (
  label: string,
  format: MetricWords['format'],
  says: string,
  better?: MetricWords['better'],
): MetricWords => ({ label, format, says, better });

/** By key of the result, in groups as they are shown. */
export const METRIC_GROUPS: Readonly<Record<string, Readonly<Record<string, MetricWords>>>> = {
  Return: {
    return_pct: row(
      'Return',
      formatChange,
      'What the account gained or lost from the first bar to the last.',
      'more',
    ),
    buy_and_hold_return_pct: row(
      'Buy and hold',
      formatChange,
      'What simply holding the symbol would have made, without costs.',
    ),
    cagr_pct: row(
      'Per year (CAGR)',
      formatChange,
      'The steady yearly growth that gives the same end.',
      'more',
    ),
    return_ann_pct: row(
      'Annual return',
      formatChange,
      'The mean return, compounded to a year of trading.',
      'more',
    ),
    alpha_pct: row(
      'Alpha',
      formatChange,
      'What is left of the return after its share of the benchmark’s move.',
      'more',
    ),
    beta: row('Beta', formatRatio, 'How far the account moves when the benchmark moves by one.'),
    equity_final: row('Final equity', formatMoney, 'Money at the last bar, open trades included.', 'more'),
    equity_peak: row('Highest equity', formatMoney, 'The most that the account was ever worth.', 'more'),
  },
  Risk: {
    max_drawdown_pct: row(
      'Max drawdown',
      formatPercent,
      'The deepest fall below an earlier high. Would you have held on?',
      'more',
    ),
    avg_drawdown_pct: row(
      'Mean drawdown',
      formatPercent,
      'How deep a fall below a high is on average.',
      'more',
    ),
    max_drawdown_duration_seconds: row(
      'Longest drawdown',
      formatDuration,
      'The longest wait until an earlier high was reached again.',
      'less',
    ),
    avg_drawdown_duration_seconds: row(
      'Mean wait',
      formatDuration,
      'How long such a wait takes on average.',
      'less',
    ),
    volatility_ann_pct: row(
      'Volatility per year',
      formatPercent,
      'How much the yearly return swings around its mean.',
      'less',
    ),
    exposure_time_pct: row('In the market', formatPercent, 'The share of bars on which a trade was open.'),
  },
  'Return for risk': {
    sharpe_ratio: row(
      'Sharpe',
      formatRatio,
      'Return for each unit of swing. Above 1 is good; above 2 deserves suspicion.',
      'more',
    ),
    sharpe_ratio_geometric: row(
      'Sharpe, compounded',
      formatRatio,
      'The same from compounded returns; a little lower when returns swing.',
      'more',
    ),
    sortino_ratio: row('Sortino', formatRatio, 'As Sharpe, but only losses count as risk.', 'more'),
    calmar_ratio: row('Calmar', formatRatio, 'Yearly return divided by the largest drawdown.', 'more'),
    sqn: row(
      'SQN',
      formatRatio,
      'How reliably trades gain: the mean trade over its swing, more for more trades.',
      'more',
    ),
    kelly: row(
      'Kelly',
      formatRatio,
      'The share of the account that past trades would have justified to bet; less is wise.',
      'more',
    ),
  },
  Trades: {
    trades: row('Trades', formatCount, 'Closed round trips. Fewer than thirty say little.'),
    win_rate_pct: row('Winners', formatPercent, 'The share of trades that gained.', 'more'),
    profit_factor: row(
      'Profit factor',
      formatRatio,
      'Money gained for each unit of money lost. Below 1 loses.',
      'more',
    ),
    profit_factor_returns: row(
      'Profit factor of returns',
      formatRatio,
      'The same from percentages, whatever the size.',
      'more',
    ),
    expectancy_pct: row('Mean trade', formatChange, 'What an average trade returns.', 'more'),
    avg_trade_pct: row(
      'Mean trade, compounded',
      formatChange,
      'The same return per trade, applied again and again, gives the same product.',
      'more',
    ),
    best_trade_pct: row(
      'Best trade',
      formatChange,
      'If one trade makes the result, the result is luck.',
      'more',
    ),
    worst_trade_pct: row('Worst trade', formatChange, 'The largest loss of one trade.', 'more'),
    avg_trade_duration_seconds: row('Mean length', formatDuration, 'How long a trade stays open on average.'),
    max_trade_duration_seconds: row('Longest trade', formatDuration, 'The longest time from entry to exit.'),
  },
  Costs: {
    commissions: row('Commissions of trades', formatMoney, 'Fees of closed trades.', 'less'),
    'costs.commission': row('All commissions', formatMoney, 'Every fee that was taken from cash.', 'less'),
    'costs.spread': row(
      'Spread',
      formatMoney,
      'Paid by buying a little dearer and selling a little cheaper.',
      'less',
    ),
    'costs.slippage': row('Slippage', formatMoney, 'Lost because fills moved the price.', 'less'),
    'costs.borrow': row('Borrowing', formatMoney, 'Paid for holding shorts.', 'less'),
    turnover: row(
      'Turnover per year',
      formatRatio,
      'How often a year the account is turned over. Costs grow with it.',
      'less',
    ),
  },
};

export const METRIC_WORDS: Readonly<Record<string, MetricWords>> = Object.assign(
  {},
  ...Object.values(METRIC_GROUPS),
) as Record<string, MetricWords>;

/** Those that stand above everything else. */
export const HEADLINES = [
  'return_pct',
  'cagr_pct',
  'sharpe_ratio',
  'max_drawdown_pct',
  'trades',
  'win_rate_pct',
  'profit_factor',
  'exposure_time_pct',
] as const;

/** The figure at the key; costs lie one deeper, as `costs.spread`. */
export function figureOf(metrics: Readonly<Record<string, unknown>> | null, key: string): Figure {
  const found = key
    .split('.')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | null)?.[part], metrics);
  return typeof found === 'number' ? found : null;
}

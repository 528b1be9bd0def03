import Table from 'cli-table3';

/** One line of the summary: which metrics, under which words, in which unit. */
interface Row {
  label: string;
  key: string;
  unit: 'number' | 'percent' | 'money' | 'count' | 'days';
}

const ROWS: readonly Row[] = [
  { label: 'Final equity', key: 'equity_final', unit: 'money' },
  { label: 'Return', key: 'return_pct', unit: 'percent' },
  { label: 'Buy and hold', key: 'buy_and_hold_return_pct', unit: 'percent' },
  { label: 'CAGR', key: 'cagr_pct', unit: 'percent' },
  { label: 'Volatility a year', key: 'volatility_ann_pct', unit: 'percent' },
  { label: 'Sharpe', key: 'sharpe_ratio', unit: 'number' },
  { label: 'Sortino', key: 'sortino_ratio', unit: 'number' },
  { label: 'Deepest drawdown', key: 'max_drawdown_pct', unit: 'percent' },
  { label: 'Longest drawdown', key: 'max_drawdown_duration_seconds', unit: 'days' },
  { label: 'Exposure', key: 'exposure_time_pct', unit: 'percent' },
  { label: 'Trades', key: 'trades', unit: 'count' },
  { label: 'Won', key: 'win_rate_pct', unit: 'percent' },
  { label: 'Profit factor', key: 'profit_factor', unit: 'number' },
  { label: 'Mean trade', key: 'avg_trade_pct', unit: 'percent' },
  { label: 'SQN', key: 'sqn', unit: 'number' },
  { label: 'Commission paid', key: 'commissions', unit: 'money' },
];

const DAY_SECONDS = 86_400;
const fixed = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const SHOWN: Record<Row['unit'], (value: number) => string> = {
  number: (value) => fixed(3).format(value),
  percent: (value) => `${fixed(2).format(value)} %`,
  money: (value) => fixed(2).format(value),
  count: (value) => fixed(0).format(value),
  days: (value) => `${fixed(0).format(value / DAY_SECONDS)} days`,
};

/** The headline metrics for a person; undefined ones are a dash. Full precision is in the JSON. */
export function toMetricsTable(metrics: Readonly<Record<string, unknown>>): string {
  const table = new Table({ colAligns: ['left', 'right'], style: { head: [], border: [], compact: true } });
  for (const { label, key, unit } of ROWS) {
    const value = metrics[key];
    table.push([label, typeof value === 'number' ? SHOWN[unit](value) : '–']);
  }
  return table.toString();
}

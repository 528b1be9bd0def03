import type { SearchBody } from './search-plan.js';

type Objective = NonNullable<SearchBody['objective']>;

/** What people search for; the API takes any other metric as well. */
export const OBJECTIVES: Readonly<Partial<Record<Objective, string>>> = {
  sharpe_ratio: 'Sharpe ratio',
  sortino_ratio: 'Sortino ratio',
  calmar_ratio: 'Calmar ratio',
  return_pct: 'Return',
  cagr_pct: 'Return per year (CAGR)',
  max_drawdown_pct: 'Drawdown (the smallest)',
  profit_factor: 'Profit factor',
  win_rate_pct: 'Share of winners',
  expectancy_pct: 'Mean trade',
  sqn: 'SQN',
};

export function objectiveLabel(objective: string): string {
  return OBJECTIVES[objective as Objective] ?? objective.replaceAll('_', ' ');
}

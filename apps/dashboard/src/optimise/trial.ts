/** One try of a search. */
export interface Trial {
  index: number;
  /** 0 where the search has no folds. */
  fold: number;
  params: Record<string, number>;
  objective: number | null;
  return_pct: number | null;
  sharpe_ratio: number | null;
  max_drawdown_pct: number | null;
  trades: number | null;
}

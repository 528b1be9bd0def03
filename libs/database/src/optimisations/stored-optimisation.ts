import type { ColumnTable } from '#domain';

/** A finished optimisation as it is kept. Instants are UTC milliseconds. */
export interface StoredOptimisation {
  /** The canonical strategy document. */
  strategy: object;
  request: object;
  /** What was searched and how. */
  plan: object;
  /** Parameters that were not searched. */
  fixed: Record<string, number>;
  engineVersion: string;
  /** Of what all trials have in common: the strategy without the values of its parameters. */
  strategyHash: string;
  dataDigest: string;
  startedAt: number;
  finishedAt: number;
  durationMs: number;
  trialsPlanned: number;
  trialsDone: number;
  trialsRefused: number;
  /** Name of the metric. */
  objective: string;
  bestObjective: number | null;
  deflatedSharpe: number | null;
  /** Probability of backtest overfitting. */
  overfitting: number | null;
  findings: object | null;
  bestMetrics: Record<string, number | null> | null;
  walkForward: object | null;
  trials: ColumnTable;
  equity: ColumnTable;
  /** Whether it was cancelled and this is what it had by then. */
  partial: boolean;
}

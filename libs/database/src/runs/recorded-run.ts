import type { TaskStatus } from '#domain';
import type { MetricColumn } from '../results/metric-columns.js';

/** What people write on a run. */
export interface RunAnnotation {
  name: string | null;
  notes: string | null;
  tags: string[];
  /** Cleanup leaves it alone. */
  pinned: boolean;
}

/** A backtest as the history lists it. Instants are UTC milliseconds. */
export interface RecordedRun extends RunAnnotation {
  taskId: string;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  status: TaskStatus;
  /** Whose it is. */
  submitter: string;
  /** Whether everybody may see it. */
  shared: boolean;
  errorCode: string | null;
  errorMessage: string | null;
  strategyName: string;
  symbols: string[];
  timeframe: string;
  /** As the request stated them. */
  startDate: string | null;
  endDate: string | null;
  /** Null while there is no result. */
  result: RunResult | null;
}

export interface RunResult {
  strategyHash: string;
  engineVersion: string;
  resultDigest: string;
  durationMs: number;
  barsTotal: number;
  partial: boolean;
  metrics: Record<MetricColumn, number | null>;
}

/** Which runs are wanted; what is absent does not narrow. */
export interface RunFilter {
  /** Whose they are, those that others share with all included. */
  visibleTo?: string;
  /** A part of the strategy's name, in whichever case. */
  strategy?: string;
  strategyHash?: string;
  symbol?: string;
  timeframe?: string;
  tag?: string;
  status?: TaskStatus;
  pinned?: boolean;
  /** Submitted from `since` on and before `until`, UTC ms. */
  since?: number;
  until?: number;
  /** Tested on bars between these, UTC ms; both count. */
  testedFrom?: number;
  testedTo?: number;
}

export const RUN_TIMES = ['created_at', 'finished_at', 'duration_ms'] as const;

/** What runs are sorted by; those that have no such value come last. */
export interface RunOrder {
  by: MetricColumn | (typeof RUN_TIMES)[number];
  descending: boolean;
}

/** The place in that order after which a page begins. */
export interface RunPlace {
  value: number | null;
  taskId: string;
}

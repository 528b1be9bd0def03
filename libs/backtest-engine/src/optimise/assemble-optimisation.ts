import { finiteOrNull, type ColumnTable } from '#domain';
import type { Metrics } from '../backtest-outcome.js';
import { METRICS } from '../metrics/metric-table.js';
import { composeFindings, type SearchFindings, type TriedBefore } from './compose-optimisation.js';
import { computeMoments } from '../metrics/return-moments.js';
import { computeProbabilisticSharpe } from './probabilistic-sharpe-ratio.js';
import { metricOf, TrialRunner } from './trial-runner.js';
import { joinTables, numbersOf, withoutSums } from './trial-table.js';
import type { TrialSpread } from './trial-spread.js';
import type { Span } from './walk-forward-folds.js';
import { rowsOfFold, walkForward, type FoldResult } from './walk-forward.js';
import { trainingSpans, type Sweep } from './sweep-trials.js';
import { computePeriodReturns } from '../metrics/period-returns.js';
import { TimeGrid } from '../metrics/time-grid.js';

/** What an optimisation found. Plain data, but for the tables. */
export interface OptimisationOutcome {
  /** Rows that ran or were refused, and how many of them the strategy refused. */
  trialsDone: number;
  trialsRefused: number;
  /** Of all bars, or with a walk-forward analysis of the newest fold that was trained. Null when no trial has a value. */
  findings: Omit<SearchFindings, 'best'> | null;
  /** All metrics of the best on the bars on which it was found. */
  bestMetrics: Metrics | null;
  walkForward: {
    folds: FoldResult[];
    /** Of the test segments joined: percent, and the probability that their Sharpe ratio is above 0. */
    returnPct: number | null;
    probabilisticSharpe: number | null;
  } | null;
  trials: ColumnTable;
  /** `time`, `equity` of the test segments joined; empty without walk-forward. */
  equity: ColumnTable;
}

/**
 * Puts together what the ranges of a sweep gave; some may be missing when it was cancelled. `spread` is that of all
 * trials of the shape, these and earlier ones.
 */
export function assembleOptimisation(
  sweep: Sweep,
  ranges: readonly ColumnTable[],
  spread?: TrialSpread,
): OptimisationOutcome {
  const { plan, fixed } = sweep;
  const runner = new TrialRunner(sweep);
  const trials = joinTables(ranges);
  const spans = trainingSpans(plan, runner.timeline.length);
  const fold =
    trials.length > 0 ? (trials.columns.fold as Int32Array).reduce((last, one) => Math.max(last, one)) : 0;
  const newest = spans.length > 1 ? rowsOfFold(trials, fold) : trials;
  const found =
    trials.length > 0
      ? composeFindings(plan, newest, runner.countReturns(spans[fold]), toTried(runner, spans[fold], spread))
      : undefined;
  const best = found && runner.run({ ...fixed, ...found.params }, spans[fold]);
  const bestMetrics = best?.ok ? allMetrics(best.run.facts) : null;
  if (best?.ok) best.run.release();
  const forward = plan.walkForward && walkForward(plan, fixed, runner, trials, sweep.request.initialCapital);
  runner.release();
  const refused = trials.length > 0 ? (trials.columns.refused as Uint8Array) : new Uint8Array(0);
  return {
    trialsDone: trials.length,
    trialsRefused: refused.reduce((sum, one) => sum + one, 0),
    findings: found ? withoutRow(found) : null,
    bestMetrics,
    walkForward: forward ? { folds: forward.folds, ...judgeJoined(forward.equity) } : null,
    trials: withoutSums(trials),
    equity: forward?.equity ?? { length: 0, columns: {} },
  };
}

function toTried(
  { timeline }: TrialRunner,
  { from, to }: Span,
  spread: TrialSpread | undefined,
): TriedBefore | undefined {
  return spread && { firstBar: timeline[from], lastBar: timeline[to - 1], spread };
}

function withoutRow({ best: _best, ...findings }: SearchFindings): Omit<SearchFindings, 'best'> {
  return findings;
}

function allMetrics(facts: Parameters<typeof metricOf>[1]): Metrics {
  const entries = METRICS.map(({ key }) => [key, finiteOrNull(metricOf(key, facts))] as const);
  return Object.fromEntries(entries);
}

function judgeJoined(equity: ColumnTable): { returnPct: number | null; probabilisticSharpe: number | null } {
  if (equity.length < 2) return { returnPct: null, probabilisticSharpe: null };
  const times = numbersOf(equity, 'time');
  const values = numbersOf(equity, 'equity');
  const moments = computeMoments(computePeriodReturns(new TimeGrid(times).periodEnds, values));
  return {
    returnPct: finiteOrNull((values[values.length - 1] / values[0] - 1) * 100),
    probabilisticSharpe: finiteOrNull(computeProbabilisticSharpe(moments)),
  };
}

import { BarkeepError, type ColumnTable } from '#domain';
import { planFolds, type Span } from './walk-forward-folds.js';
import { listTrials } from './list-trials.js';
import type { OptimisePlan } from './optimise-plan.js';
import { TrialEnded, TrialRunner, type TrialAnswer, type TrialWorld } from './trial-runner.js';
import { TrialTable } from './trial-table.js';
import { paramsOfCell } from './trial-space.js';

/** Bars of all series together up to which a trial is kept, some megabytes of columns. */
const MOST_BARS_KEPT = 200_000;

/**
 * The latest trial of this thread with all that it was made of. At a full collection V8 throws away compiled code of whose
 * shapes no object is left: without it a search after a pause is compiled anew, which takes longer than the search.
 */
const kept: { latest?: unknown } = {};

/** How a sweep talks to whoever started it; asked between trials and now and then within them. */
export interface SweepHooks {
  isCancelled(): boolean;
  onProgress(done: number, total: number): void;
}

export interface Sweep extends TrialWorld {
  plan: OptimisePlan;
  /** Parameters that are not searched. */
  fixed: Readonly<Record<string, number>>;
}

/** The spans in which a plan trains: one for each fold, or all bars. */
export function trainingSpans(plan: OptimisePlan, bars: number): Span[] {
  if (plan.walkForward === undefined) return [{ from: 0, to: bars }];
  const folds = planFolds(bars, plan.walkForward);
  if (folds === undefined)
    throw new BarkeepError(
      'STRATEGY_FAILED',
      `${bars} bars are too few for ${plan.walkForward.folds} folds.`,
    );
  return folds.map(({ train }) => train);
}

/**
 * Runs a range of the trials of a plan, [from, to), counted fold by fold. A cancelled sweep gives what it has. The same
 * plan over the same bars gives the same rows, however it is cut into ranges.
 */
export function sweepTrials(
  sweep: Sweep,
  range: Span,
  hooks: SweepHooks = { isCancelled: () => false, onProgress: () => undefined },
): ColumnTable {
  const { plan, fixed } = sweep;
  const cells = listTrials(plan, fixed);
  const runner = new TrialRunner(sweep, () => hooks.isCancelled());
  const spans = trainingSpans(plan, runner.timeline.length);
  const to = Math.min(range.to, cells.length * spans.length);
  const table = new TrialTable(plan, Math.max(0, to - range.from));
  const returns = spans.map((span) => runner.countReturns(span));
  let latest: unknown;
  for (let trial = range.from; trial < to && !hooks.isCancelled(); trial += 1) {
    const fold = Math.floor(trial / cells.length);
    const cell = cells[trial % cells.length];
    const answer = runUnlessEnded(runner, paramsOfCell(plan.axes, cell, fixed), spans[fold]);
    if (answer === undefined) break;
    table.add(cell, fold, answer, returns[fold]);
    if (answer.ok) {
      answer.run.release();
      latest = answer.run;
    }
    hooks.onProgress(trial + 1 - range.from, to - range.from);
  }
  runner.release();
  const isSmall = sweep.series.length * runner.timeline.length <= MOST_BARS_KEPT;
  kept.latest = isSmall ? { trial: latest, table } : undefined;
  return table.toTable();
}

function runUnlessEnded(
  runner: TrialRunner,
  params: Readonly<Record<string, number>>,
  span: Span,
): TrialAnswer | undefined {
  try {
    return runner.run(params, span);
  } catch (error) {
    if (error instanceof TrialEnded) return undefined;
    throw error;
  }
}

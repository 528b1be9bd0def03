import { finiteOrNull, type Column, type ColumnTable } from '#domain';
import { composeFindings } from './compose-optimisation.js';
import type { OptimisePlan } from './optimise-plan.js';
import { metricOf, type TrialRunner } from './trial-runner.js';
import { planFolds, type Span } from './walk-forward-folds.js';

/** A fold of a walk-forward analysis: what training chose, and what it came to afterwards. Instants are UTC ms. */
export interface FoldResult {
  fold: number;
  train: Span & { start: number; end: number };
  test: Span & { start: number; end: number };
  /** Null when nothing could be chosen. */
  params: Record<string, number> | null;
  trainObjective: number | null;
  testObjective: number | null;
  testReturnPct: number | null;
  testTrades: number | null;
  deflatedSharpe: number | null;
  overfitting: number | null;
}

export interface WalkForwardResult {
  folds: FoldResult[];
  /** The test segments one after the other: `time`, `equity`; each goes on with the money of the one before. */
  equity: ColumnTable;
}

/** Runs what each fold's training chose on its test segment. `trials` are those of all folds. */
export function walkForward(
  plan: OptimisePlan,
  fixed: Readonly<Record<string, number>>,
  runner: TrialRunner,
  trials: ColumnTable,
  capital: number,
): WalkForwardResult {
  const folds = plan.walkForward ? (planFolds(runner.timeline.length, plan.walkForward) ?? []) : [];
  const times: number[] = [];
  const equity: number[] = [];
  const results = folds.map(({ train, test }, fold) => {
    const findings = composeFindings(plan, rowsOfFold(trials, fold), runner.countReturns(train));
    const spans = { fold, train: withTimes(runner, train), test: withTimes(runner, test) };
    const answer = findings && runner.run({ ...fixed, ...findings.params }, test);
    if (findings === undefined || !answer?.ok) return { ...spans, ...NOTHING_CHOSEN };
    const { facts, times: when, equity: worth } = answer.run;
    const scale = (equity.at(-1) ?? capital) / worth[0];
    // The first row is the bar before the segment.
    for (let row = when.length - (test.to - test.from); row < when.length; row += 1) {
      times.push(when[row]);
      equity.push(worth[row] * scale);
    }
    const found = {
      ...spans,
      params: findings.params,
      trainObjective: findings.objective,
      testObjective: finiteOrNull(metricOf(plan.objective, facts)),
      testReturnPct: finiteOrNull(metricOf('return_pct', facts)),
      testTrades: facts.trades,
      deflatedSharpe: findings.evidence.deflated,
      overfitting: findings.overfitting?.probability ?? null,
    };
    answer.run.release();
    return found;
  });
  const columns = { time: Float64Array.from(times), equity: Float64Array.from(equity) };
  return { folds: results, equity: { length: times.length, columns } };
}

const NOTHING_CHOSEN = {
  params: null,
  trainObjective: null,
  testObjective: null,
  testReturnPct: null,
  testTrades: null,
  deflatedSharpe: null,
  overfitting: null,
};

/** The trials of one fold. */
export function rowsOfFold(trials: ColumnTable, fold: number): ColumnTable {
  const folds = trials.columns.fold as Int32Array;
  const isOf = (_value: number, row: number): boolean => folds[row] === fold;
  const columns: Record<string, Column> = {};
  for (const [name, column] of Object.entries(trials.columns))
    columns[name] = (column as Float64Array).filter(isOf);
  return { length: folds.filter((one) => one === fold).length, columns };
}

function withTimes({ timeline }: TrialRunner, span: Span): Span & { start: number; end: number } {
  return { ...span, start: timeline[span.from], end: timeline[span.to - 1] };
}

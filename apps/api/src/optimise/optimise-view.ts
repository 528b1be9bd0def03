import {
  numbersOf,
  objectiveSign,
  PARAM_PREFIX,
  TRIAL_METRICS,
  type FoldResult,
  type OptimisePlan,
  type SearchFindings,
} from '#backtest-engine';
import { pickExtremes, type ColumnTable } from '#domain';
import { toSnakeCase } from '../backtest/snake-case.js';
import { toMetrics } from '../tasks/metrics.js';
import { toIso } from '../tasks/instants.js';
import { toRows, withIndex } from '../tables/column-table.js';
import type { FoundOptimisation } from './optimise-results.service.js';
import type { OptimisationResultDto, WalkForwardResultDto } from './optimise-result.dto.js';

const TOP_TRIALS = 50;
const CURVE_POINTS = 2_000;

/** The members of a row of trials after its number and its parameters. */
const TRIAL_COLUMNS = ['fold', 'objective', ...TRIAL_METRICS, 'refused'];

/** Trials as files have them, flat: `params.fast`. */
export function toTrialTable(trials: ColumnTable): ColumnTable {
  const params = Object.keys(trials.columns).filter((name) => name.startsWith(PARAM_PREFIX));
  const names = [...params, ...TRIAL_COLUMNS];
  const columns = Object.fromEntries(names.map((name) => [name, trials.columns[name]]));
  return withIndex({ length: trials.length, columns });
}

/** Rows `from` to `to` of that table with the parameters in an object, and `refused` as a truth value. */
export function toTrialRows(trials: ColumnTable, from: number, to: number): object[] {
  return toRows(trials, from, to).map(({ index, refused, ...row }) => {
    const entries = Object.entries(row);
    const params = entries
      .filter(([name]) => name.startsWith(PARAM_PREFIX))
      .map(([name, value]) => [name.slice(PARAM_PREFIX.length), value]);
    const rest = entries.filter(([name]) => !name.startsWith(PARAM_PREFIX));
    return {
      index,
      params: Object.fromEntries(params) as object,
      ...Object.fromEntries(rest),
      refused: refused === 1,
    };
  });
}

export function toOptimisationResult(
  taskId: string,
  { task, stored, trials, equity }: FoundOptimisation,
): OptimisationResultDto {
  const plan = stored.plan as OptimisePlan;
  const findings = stored.findings as Omit<SearchFindings, 'best'> | null;
  const wire = (value: unknown): Record<string, unknown> | null =>
    value === null || value === undefined ? null : (toSnakeCase(value) as Record<string, unknown>);
  return {
    task_id: taskId,
    status: task.status,
    method: plan.method,
    objective: plan.objective,
    strategy: stored.strategy as Record<string, unknown>,
    request: toSnakeCase(stored.request) as Record<string, unknown>,
    search: {
      params: Object.fromEntries(plan.axes.map(({ name, values }) => [name, values])),
      fixed_params: stored.fixed,
      constraints: plan.constraints,
      max_trials: plan.maxTrials,
      seed: plan.seed,
      walk_forward: wire(plan.walkForward),
    },
    engine_version: stored.engineVersion,
    shape_hash: stored.strategyHash,
    data_digest: stored.dataDigest,
    started_at: toIso(stored.startedAt),
    finished_at: toIso(stored.finishedAt),
    duration_ms: stored.durationMs,
    trials_planned: stored.trialsPlanned,
    trials_done: stored.trialsDone,
    trials_refused: stored.trialsRefused,
    best: findings && {
      params: findings.params,
      objective: findings.objective,
      metrics: toMetrics(stored.bestMetrics ?? {}),
    },
    stability: wire(findings?.stability),
    evidence: wire(findings?.evidence),
    overfitting: wire(findings?.overfitting),
    heat_maps: (findings?.heatMaps ?? []).map(({ x, y, ...fields }) => ({
      ...{ x: x.name, x_values: [...x.values], y: y.name, y_values: [...y.values] },
      ...fields,
    })),
    walk_forward: toWalkForward(stored.walkForward as StoredWalkForward | null, equity),
    top_trials: topTrials(plan, trials),
    partial: stored.partial,
  };
}

interface StoredWalkForward {
  folds: FoldResult[];
  returnPct: number | null;
  probabilisticSharpe: number | null;
}

function toWalkForward(stored: StoredWalkForward | null, equity: ColumnTable): WalkForwardResultDto | null {
  if (stored === null) return null;
  const { time = [], equity: values = [] } = equity.columns;
  const rows = pickExtremes(values, CURVE_POINTS);
  const span = ({ from, to, start, end }: FoldResult['train']): object => {
    return { from_bar: from, to_bar: to, start: toIso(start), end: toIso(end) };
  };
  return {
    return_pct: stored.returnPct,
    probabilistic_sharpe: stored.probabilisticSharpe,
    folds: stored.folds.map(({ train, test, ...fold }) => ({
      ...(toSnakeCase(fold) as object),
      ...{ train: span(train), test: span(test) },
    })),
    equity_curve: {
      time: rows.map((row) => toIso(Number(time[row]))),
      equity: rows.map((row) => Number(values[row])),
    },
  };
}

/** The best trials, best first; with a walk-forward analysis those of all folds. */
function topTrials({ objective }: OptimisePlan, trials: ColumnTable): object[] {
  if (trials.length === 0) return [];
  const values = numbersOf(trials, 'objective');
  const sign = objectiveSign(objective);
  const table = toTrialTable(trials);
  return Array.from(values.keys())
    .filter((row) => Number.isFinite(values[row]))
    .sort((a, b) => sign * (values[b] - values[a]) || a - b)
    .slice(0, TOP_TRIALS)
    .flatMap((row) => toTrialRows(table, row, row + 1));
}

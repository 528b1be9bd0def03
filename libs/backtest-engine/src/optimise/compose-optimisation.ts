import { finiteOrNull, type ColumnTable } from '#domain';
import { computeDeflatedSharpe, computeExpectedMaximumSharpe } from './deflated-sharpe-ratio.js';
import { computeOverfitting, type Overfitting } from './backtest-overfitting.js';
import { composeHeatMaps, type HeatMap } from './heat-maps.js';
import { computeMinimumTrackRecord } from './minimum-track-record.js';
import { judgeNeighbourhood, type Neighbourhood } from './neighbourhood.js';
import { findBest, objectiveSign } from './objective.js';
import type { OptimisePlan } from './optimise-plan.js';
import { computeProbabilisticSharpe } from './probabilistic-sharpe-ratio.js';
import { paramsOfCell } from './trial-space.js';
import { deflateAmong, type TrialSpread } from './trial-spread.js';
import { blockSumsOf, momentsAt, numbersOf } from './trial-table.js';

/** How likely the best is more than luck. Null where it is not defined. */
export interface SharpeEvidence {
  /** Sets of parameters that ran. */
  trials: number;
  /** All that were tried of the strategy's shape on overlapping bars, these among them; what luck is judged by. */
  trialsOfShape: number;
  /** Of the best, per period of its returns. */
  sharpe: number | null;
  probabilistic: number | null;
  /** The highest Sharpe ratio that luck alone would give in so many trials, per period. */
  expectedMaximum: number | null;
  deflated: number | null;
  /** Returns needed for a probability of 95 % that the true one is above 0, and those there are. */
  minimumTrackRecord: number | null;
  returns: number;
}

/** What a search over one span of bars has found. */
export interface SearchFindings {
  /** Row of the best trial in the table. */
  best: number;
  params: Record<string, number>;
  objective: number;
  stability: Neighbourhood;
  heatMaps: HeatMap[];
  evidence: SharpeEvidence;
  overfitting: Overfitting | null;
}

/** All trials of the shape on bars that overlap a span, UTC ms. */
export interface TriedBefore {
  firstBar: number;
  lastBar: number;
  spread: TrialSpread;
}

/** Judges the trials of one search; undefined when the objective is defined for none. `returns` are those of the span. */
export function composeFindings(
  plan: OptimisePlan,
  trials: ColumnTable,
  returns: number,
  tried?: TriedBefore,
): SearchFindings | undefined {
  const sign = objectiveSign(plan.objective);
  const values = numbersOf(trials, 'objective');
  const cells = numbersOf(trials, 'cell');
  const best = findBest(values, sign);
  if (best < 0) return undefined;
  return {
    best,
    params: paramsOfCell(plan.axes, cells[best]),
    objective: values[best],
    stability: judgeNeighbourhood(plan.axes, cells, values, best, sign),
    heatMaps: composeHeatMaps(plan.axes, cells, values, sign),
    evidence: weighEvidence(trials, best, returns, tried),
    overfitting: computeOverfitting(blockSumsOf(trials, returns)) ?? null,
  };
}

function weighEvidence(
  trials: ColumnTable,
  best: number,
  returns: number,
  tried: TriedBefore | undefined,
): SharpeEvidence {
  const sharpes = numbersOf(trials, 'period_sharpe');
  const refused = trials.columns.refused as Uint8Array;
  // A trial that never moved has been tried all the same; its Sharpe ratio is none.
  const ran = sharpes
    .filter((_, row) => refused[row] === 0)
    .map((sharpe) => (Number.isNaN(sharpe) ? 0 : sharpe));
  const spread = varianceOf(ran);
  const moments = momentsAt(trials, best);
  const luck =
    tried === undefined || tried.spread.count < ran.length
      ? {
          expectedMaximum: computeExpectedMaximumSharpe(ran.length, spread),
          deflated: computeDeflatedSharpe(moments, ran.length, spread),
        }
      : deflateAmong(moments, tried, tried.spread);
  return {
    trials: ran.length,
    trialsOfShape: Math.max(ran.length, tried?.spread.count ?? 0),
    sharpe: finiteOrNull(moments.sharpe),
    probabilistic: finiteOrNull(computeProbabilisticSharpe(moments)),
    expectedMaximum: finiteOrNull(luck.expectedMaximum),
    deflated: finiteOrNull(luck.deflated),
    minimumTrackRecord: finiteOrNull(computeMinimumTrackRecord(moments)),
    returns,
  };
}

function varianceOf(values: Float64Array): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

import { cellAt, locateCell, type TrialAxis } from './trial-space.js';

/** Up to so many axes the corners count as neighbours too. */
const MOST_AXES_WITH_CORNERS = 3;

/** What surrounds a trial in the space of parameters. */
export interface Neighbourhood {
  /** Neighbours that were tried and have a value. */
  count: number;
  mean: number | null;
  worst: number | null;
  /**
   * How much of the way from the median of all trials to the best the neighbours keep: 1 is a plain, 0 a needle in
   * the average. Null without neighbours, or where best and median are equal.
   */
  kept: number | null;
  verdict: 'plateau' | 'spike' | 'unknown';
}

/** From this share on the surroundings are called a plateau. */
const PLATEAU = 0.5;

/** Cells one step away on one axis, or with few axes on any number of them. */
export function listNeighbours(axes: readonly TrialAxis[], cell: number): number[] {
  const place = locateCell(axes, cell);
  const steps = axes.length <= MOST_AXES_WITH_CORNERS ? cornerSteps(axes.length) : axisSteps(axes.length);
  return steps
    .map((step) => step.map((by, k) => place[k] + by))
    .filter((other) => other.every((position, k) => position >= 0 && position < axes[k].values.length))
    .map((other) => cellAt(axes, other));
}

/** Judges whether a trial (by default the best) stands on a plateau or on a spike. `values` are by trial, NaN undefined. */
export function judgeNeighbourhood(
  axes: readonly TrialAxis[],
  cells: ArrayLike<number>,
  values: ArrayLike<number>,
  trial: number,
  sign: 1 | -1,
): Neighbourhood {
  const trialOf = new Map(Array.from(cells, (cell, k) => [cell, k]));
  const around = listNeighbours(axes, cells[trial])
    .map((cell) => values[trialOf.get(cell) ?? -1])
    .filter((value) => Number.isFinite(value));
  if (around.length === 0) return { count: 0, mean: null, worst: null, kept: null, verdict: 'unknown' };
  const mean = around.reduce((sum, value) => sum + value, 0) / around.length;
  const worst = sign * Math.min(...around.map((value) => sign * value));
  const middle = median(Array.from(values).filter((value) => Number.isFinite(value)));
  const kept = values[trial] === middle ? null : (mean - middle) / (values[trial] - middle);
  const verdict = kept === null ? 'unknown' : kept >= PLATEAU ? 'plateau' : 'spike';
  return { count: around.length, mean, worst, kept, verdict };
}

function cornerSteps(axes: number): number[][] {
  let steps: number[][] = [[]];
  for (let k = 0; k < axes; k += 1) steps = steps.flatMap((step) => [-1, 0, 1].map((by) => [...step, by]));
  return steps.filter((step) => step.some((by) => by !== 0));
}

function axisSteps(axes: number): number[][] {
  const along = (axis: number, by: number): number[] =>
    Array.from({ length: axes }, (_, k) => (k === axis ? by : 0));
  return Array.from({ length: axes }, (_, axis) => [along(axis, -1), along(axis, 1)]).flat();
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

import { locateCell, type TrialAxis } from './trial-space.js';

const MOST_MAPS = 10;
const MOST_CELLS = 10_000;

/** The objective over two parameters; the others take whatever values were tried. Rows by `y`, columns by `x`. */
export interface HeatMap {
  x: TrialAxis;
  y: TrialAxis;
  /** Best and mean over the trials of a field; null where nothing was tried. */
  best: (number | null)[][];
  mean: (number | null)[][];
}

/** A map for each pair of parameters with more than one value, the first pairs first. */
export function composeHeatMaps(
  axes: readonly TrialAxis[],
  cells: ArrayLike<number>,
  values: ArrayLike<number>,
  sign: 1 | -1,
): HeatMap[] {
  const wide = axes.map((_, k) => k).filter((k) => axes[k].values.length > 1);
  const pairs = wide.flatMap((y, first) => wide.slice(first + 1).map((x) => [x, y] as const));
  return pairs
    .filter(([x, y]) => axes[x].values.length * axes[y].values.length <= MOST_CELLS)
    .slice(0, MOST_MAPS)
    .map(([x, y]) => composeMap(axes, x, y, cells, values, sign));
}

function composeMap(
  axes: readonly TrialAxis[],
  x: number,
  y: number,
  cells: ArrayLike<number>,
  values: ArrayLike<number>,
  sign: 1 | -1,
): HeatMap {
  const width = axes[x].values.length;
  const size = width * axes[y].values.length;
  const best = new Float64Array(size).fill(NaN);
  const sum = new Float64Array(size);
  const count = new Float64Array(size);
  for (let k = 0; k < cells.length; k += 1) {
    const value = values[k];
    if (!Number.isFinite(value)) continue;
    const place = locateCell(axes, cells[k]);
    const field = place[y] * width + place[x];
    if (!(sign * best[field] >= sign * value)) best[field] = value;
    sum[field] += value;
    count[field] += 1;
  }
  const rows = (fieldOf: (field: number) => number): (number | null)[][] =>
    axes[y].values.map((_, row) =>
      axes[x].values.map((_value, column) => {
        const field = row * width + column;
        return count[field] > 0 ? fieldOf(field) : null;
      }),
    );
  return {
    x: axes[x],
    y: axes[y],
    best: rows((field) => best[field]),
    mean: rows((field) => sum[field] / count[field]),
  };
}

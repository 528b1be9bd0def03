/** The values that a parameter is tried with, in order. */
export interface TrialAxis {
  readonly name: string;
  readonly values: readonly number[];
}

/** A range of a parameter as it is asked for: from `min` in steps up to `max`, or the values themselves. */
export type AxisRange =
  { readonly min: number; readonly max: number; readonly step: number } | readonly number[];

const DIGITS = 12;

/** How many values a range has, without making them. */
export function countAxisValues(range: AxisRange): number {
  if (!('min' in range)) return range.length;
  // A last step that misses `max` by rounding alone still counts.
  return Math.floor((range.max - range.min) / range.step + 1e-9) + 1;
}

/** The values of a range, `min + k × step` rounded to 12 digits, so that 0.1 + 0.2 is 0.3. */
export function listAxisValues(range: AxisRange): number[] {
  if (!('min' in range)) return [...range];
  const { min, step } = range;
  return Array.from({ length: countAxisValues(range) }, (_, k) =>
    Number((min + k * step).toPrecision(DIGITS)),
  );
}

/** Π of the numbers of values; with no axis 1. */
export function countCells(axes: readonly TrialAxis[]): number {
  return axes.reduce((count, axis) => count * axis.values.length, 1);
}

/** Positions on the axes of a cell; cells are counted with the last axis running fastest. */
export function locateCell(axes: readonly TrialAxis[], cell: number): number[] {
  const place = new Array<number>(axes.length);
  let rest = cell;
  for (let k = axes.length - 1; k >= 0; k -= 1) {
    const { length } = axes[k].values;
    place[k] = rest % length;
    rest = Math.floor(rest / length);
  }
  return place;
}

/** The cell at positions on the axes. */
export function cellAt(axes: readonly TrialAxis[], place: readonly number[]): number {
  return axes.reduce((cell, axis, k) => cell * axis.values.length + place[k], 0);
}

/** The parameters of a cell by name, with those that are `fixed`. */
export function paramsOfCell(
  axes: readonly TrialAxis[],
  cell: number,
  fixed: Readonly<Record<string, number>> = {},
): Record<string, number> {
  const place = locateCell(axes, cell);
  const params: Record<string, number> = Object.assign({}, fixed);
  for (let k = 0; k < axes.length; k += 1) params[axes[k].name] = axes[k].values[place[k]];
  return params;
}

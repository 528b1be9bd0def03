import type { BarSeries } from '#domain';

/** What a kernel works on: columns of equal length in which rows `from` (included) to `to` have no missing value. */
export interface KernelRun {
  /** One column per output; rows from `from + lookBack` on are the kernel's to write, those before are missing. */
  readonly outputs: readonly Float64Array[];
  readonly inputs: readonly Float64Array[];
  readonly constants: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly series: BarSeries;
  /** For kernels whose rows take long: called every `LOOK_ROWS` rows; may throw. */
  readonly look: () => void;
}

/** Rows between two looks outside, a few milliseconds of the slowest kernels; a power of two. */
export const LOOK_ROWS = 1024;

/** Fills its outputs for one run of defined inputs, looking at no row after the one it writes. */
export type SeriesKernel = (run: KernelRun) => void;

/** Alternating begin and end of the runs of rows in which no column has a missing or infinite value. */
export function definedRuns(columns: readonly Float64Array[], length: number): number[] {
  const [first, ...others] = columns;
  if (first === undefined) return length === 0 ? [] : [0, length];
  return others.reduce((runs, column) => intersect(runs, runsOf(column)), runsOf(first));
}

function runsOf(column: Float64Array): number[] {
  const runs: number[] = [];
  let row = 0;
  while (row < column.length) {
    while (row < column.length && column[row] - column[row] !== 0) row += 1;
    if (row === column.length) break;
    runs.push(row);
    while (row < column.length && column[row] - column[row] === 0) row += 1;
    runs.push(row);
  }
  return runs;
}

function intersect(left: readonly number[], right: readonly number[]): number[] {
  const runs: number[] = [];
  for (let l = 0, r = 0; l < left.length && r < right.length;) {
    const from = Math.max(left[l], right[r]);
    const to = Math.min(left[l + 1], right[r + 1]);
    if (from < to) runs.push(from, to);
    if (left[l + 1] < right[r + 1]) l += 2;
    else r += 2;
  }
  return runs;
}

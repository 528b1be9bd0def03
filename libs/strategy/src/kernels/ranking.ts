import { countNotAbove } from './sorted-window.js';

/** Steps of an insertion sort, per value, after which sorting anew is cheaper. */
const PATIENCE = 32;

/**
 * Ranks values, the highest first and equal ones by their place, over and over: standings change little from one time to
 * the next, so that the order of the last time is mended (insertion sort) as long as that is cheap.
 */
export class Ranking {
  /** Places of the defined values, the highest value first. */
  private order = new Int32Array(0);

  /** Fills `ranks` (1: highest) for the values that are defined, and leaves the others as they are. */
  rank(values: Float64Array, ranks: Float64Array): void {
    if (!this.covers(values) || !this.mend(values)) this.sortAnew(values);
    const { order } = this;
    for (let k = 0; k < order.length; k += 1) ranks[order[k]] = k + 1;
  }

  /** Whether the order is of just the values that are defined now. */
  private covers(values: Float64Array): boolean {
    const { order } = this;
    let defined = 0;
    for (let at = 0; at < values.length; at += 1) if (values[at] - values[at] === 0) defined += 1;
    if (defined !== order.length) return false;
    for (let k = 0; k < order.length; k += 1) if (!(values[order[k]] - values[order[k]] === 0)) return false;
    return true;
  }

  /** Brings the order up to date; false when it is too far from it. */
  private mend(values: Float64Array): boolean {
    const { order } = this;
    let patience = PATIENCE * order.length;
    for (let k = 1; k < order.length; k += 1) {
      const at = order[k];
      const value = values[at];
      let to = k;
      for (; to > 0; to -= 1) {
        const other = order[to - 1];
        if (values[other] > value || (values[other] === value && other < at)) break;
        order[to] = other;
      }
      order[to] = at;
      patience -= k - to;
      if (patience < 0) return false;
    }
    return true;
  }

  private sortAnew(values: Float64Array): void {
    const sorted = values.filter((value) => value - value === 0).sort();
    const { length } = sorted;
    if (this.order.length !== length) this.order = new Int32Array(length);
    const ties = new Map<number, number>();
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      if (value - value !== 0) continue;
      const notAbove = countNotAbove(sorted, value);
      const isTied = notAbove > 1 && sorted[notAbove - 2] === value;
      const before = isTied ? (ties.get(notAbove) ?? 0) : 0;
      if (isTied) ties.set(notAbove, before + 1);
      this.order[length - notAbove + before] = at;
    }
  }
}

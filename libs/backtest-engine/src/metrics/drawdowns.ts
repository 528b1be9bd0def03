import { inSlices } from '../in-slices.js';

/** The falls of equity below its highest so far; depths are fractions, lengths milliseconds. */
export interface Drawdowns {
  readonly max: number;
  /** Highest equity, money. */
  readonly highest: number;
  /** Periods from one bar at the top to the next one, or to the last bar. */
  readonly count: number;
  readonly depthSum: number;
  readonly longestMs: number;
  readonly lengthSumMs: number;
}

/**
 * Drawdown periods as engine-semantics B has them: of all bars at the top plus the last bar, each neighbouring
 * pair (a, b) with b > a + 1 is a period; its length is time(b) - time(a), its depth the largest in it. Fills the column,
 * where one is given, with 1 - equity / highest so far.
 */
export function computeDrawdowns(
  times: Float64Array,
  equity: Float64Array,
  column?: Float64Array,
): Drawdowns {
  const scan = new DrawdownScan(times, equity, column);
  inSlices(0, equity.length, (from, to) => scan.go(from, to));
  return scan;
}

class DrawdownScan implements Drawdowns {
  highest = -Infinity;
  max = 0;
  count = 0;
  depthSum = 0;
  longestMs = 0;
  lengthSumMs = 0;
  /** The latest bar at the top, and the lowest equity since. */
  private top = 0;
  private lowest = Infinity;

  constructor(
    private readonly times: Float64Array,
    private readonly equity: Float64Array,
    private readonly column: Float64Array | undefined,
  ) {}

  go(from: number, to: number): void {
    const { equity, column } = this;
    const last = equity.length - 1;
    let { highest, lowest } = this;
    for (let bar = from; bar < to; bar += 1) {
      const value = equity[bar];
      if (value < lowest) lowest = value;
      const isBelow = value < highest;
      if (column !== undefined) column[bar] = isBelow ? 1 - value / highest : 0;
      if (isBelow && bar !== last) continue;
      // Rounding keeps order, so the largest of the quotients is that of the lowest value: one division a fall.
      this.endPeriod(bar, lowest < highest ? 1 - lowest / highest : 0);
      lowest = Infinity;
      if (!isBelow) highest = value;
    }
    this.highest = highest;
    this.lowest = lowest;
  }

  private endPeriod(bar: number, depth: number): void {
    const { top, times } = this;
    this.top = bar;
    if (depth > this.max) this.max = depth;
    if (bar <= top + 1) return;
    const length = times[bar] - times[top];
    this.count += 1;
    this.depthSum += depth;
    this.lengthSumMs += length;
    if (length > this.longestMs) this.longestMs = length;
  }
}

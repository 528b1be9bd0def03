/** The falls of equity below its highest so far; depths are fractions, lengths milliseconds. */
export interface Drawdowns {
  /** By bar: 1 - equity / highest so far. */
  readonly column: Float64Array;
  readonly max: number;
  /** Periods from one bar at the top to the next one, or to the last bar. */
  readonly count: number;
  readonly depthSum: number;
  readonly longestMs: number;
  readonly lengthSumMs: number;
}

/**
 * Drawdown periods as engine-semantics B has them: of all bars at the top plus the last bar, each neighbouring
 * pair (a, b) with b > a + 1 is a period; its length is time(b) - time(a), its depth the largest in it.
 */
export function computeDrawdowns(times: Float64Array, equity: Float64Array): Drawdowns {
  const last = equity.length - 1;
  const column = new Float64Array(equity.length);
  let highest = -Infinity;
  let [max, count, depthSum, longestMs, lengthSumMs] = [0, 0, 0, 0, 0];
  let top = 0;
  let depth = 0;
  for (let bar = 0; bar <= last; bar += 1) {
    if (equity[bar] > highest) highest = equity[bar];
    const drawdown = 1 - equity[bar] / highest;
    column[bar] = drawdown;
    if (drawdown > depth) depth = drawdown;
    if (drawdown !== 0 && bar !== last) continue;
    if (bar > top + 1) {
      const length = times[bar] - times[top];
      count += 1;
      depthSum += depth;
      lengthSumMs += length;
      if (length > longestMs) longestMs = length;
    }
    if (depth > max) max = depth;
    depth = 0;
    top = bar;
  }
  return { column, max, count, depthSum, longestMs, lengthSumMs };
}

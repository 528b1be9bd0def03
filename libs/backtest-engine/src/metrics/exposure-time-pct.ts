import type { Metric } from './metric.js';

/** Share of bars covered by at least one closed trade, entry and exit bar included, percent. Open trades do not count (engine-semantics B). */
export const exposureTimePct: Metric = {
  key: 'exposure_time_pct',
  compute: ({ input, bars }) => {
    const { entryBar, exitBar } = input.trades;
    return ((coverInOrder(entryBar, exitBar) ?? cover(entryBar, exitBar, bars)) / bars) * 100;
  },
};

/** Bars covered by trades that were entered in the order of their rows; undefined when they were not. */
function coverInOrder(entryBar: Int32Array, exitBar: Int32Array): number | undefined {
  let covered = 0;
  let last = -1;
  for (let k = 0; k < entryBar.length; k += 1) {
    if (k > 0 && entryBar[k] < entryBar[k - 1]) return undefined;
    const first = entryBar[k] > last ? entryBar[k] : last + 1;
    if (exitBar[k] < first) continue;
    covered += exitBar[k] - first + 1;
    last = exitBar[k];
  }
  return covered;
}

/** The same for trades in any order. */
function cover(entryBar: Int32Array, exitBar: Int32Array, bars: number): number {
  const steps = new Int32Array(bars + 1);
  for (let k = 0; k < entryBar.length; k += 1) {
    steps[entryBar[k]] += 1;
    steps[exitBar[k] + 1] -= 1;
  }
  let open = 0;
  let covered = 0;
  for (let bar = 0; bar < bars; bar += 1) {
    open += steps[bar];
    if (open > 0) covered += 1;
  }
  return covered;
}

import type { Metric } from './metric.js';

/** Share of bars covered by at least one closed trade, entry and exit bar included, percent. Open trades do not count (engine-semantics B). */
export const exposureTimePct: Metric = {
  key: 'exposure_time_pct',
  compute: ({ input, bars }) => {
    const { entryBar, exitBar } = input.trades;
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
    return (covered / bars) * 100;
  },
};

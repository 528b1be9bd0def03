import { pickExtremes } from '#domain';
import type { PartialRun } from '../partial-run.js';
import type { RunHooks } from '../run-hooks.js';
import type { RunControl } from './run-control.js';
import { toWireTrades } from './wire-trades.js';
import type { ThreadPartial } from './thread-run.js';

const INTERVAL_MS = 500;
const POINTS = 600;
/** Bars between two looks at first, in a plain run and at most, and the fewest where each takes long. */
const FIRST_BARS = 256;
const PLAIN_BARS = 16_384;
const MOST_BARS = 262_144;
const LEAST_BARS = 16;
/** Milliseconds between two looks: more often costs plain rules a share, less often lets others wait for a cancel. */
const QUICK_MS = 2;
const SLOW_MS = 8;

/** The hooks of a run of so many instruments in a thread: the control memory, and a partial now and then. */
export function createThreadHooks(
  control: RunControl,
  post: ((partial: ThreadPartial) => void) | undefined,
  now: () => number,
  instruments = 1,
): RunHooks {
  let postedAt = now();
  let bars = FIRST_BARS;
  let lookedAt = NaN;
  const onPartial = ({ equity, trades, tradesBefore }: PartialRun): void => {
    postedAt = now();
    const { time, equity: values } = equity.columns as Record<string, Float64Array>;
    const rows = pickExtremes(values, POINTS);
    post?.({
      equity: { time: rows.map((row) => time[row]), equity: rows.map((row) => values[row]) },
      trades: toWireTrades(trades, tradesBefore),
    });
  };
  return {
    /** Bars of many instruments take longer each; the rest is learnt from how long the bars before took. */
    get everyBars() {
      const at = now();
      const elapsed = at - lookedAt;
      lookedAt = at;
      if (elapsed < QUICK_MS) bars = Math.min(MOST_BARS, bars * (bars < PLAIN_BARS ? 8 : 2));
      else if (elapsed > SLOW_MS) bars = Math.max(LEAST_BARS, bars / 2);
      return Math.ceil(bars / instruments);
    },
    isCancelled: () => control.isCancelled,
    onIndicator: (indicator, indicators) => control.reportIndicator(indicator, indicators),
    onProgress: (barsDone, barsTotal) => control.report(barsDone, barsTotal),
    /** Absent until one is due, so that the engine gathers nothing for it. */
    get onPartial() {
      return post && now() - postedAt >= INTERVAL_MS ? onPartial : undefined;
    },
  };
}

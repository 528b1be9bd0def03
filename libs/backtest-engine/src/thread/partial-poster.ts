import { pickExtremes } from '#domain';
import type { PartialRun } from '../partial-run.js';
import type { RunHooks } from '../run-hooks.js';
import type { RunControl } from './run-control.js';
import { toWireTrades } from './wire-trades.js';
import type { ThreadPartial } from './thread-run.js';

const INTERVAL_MS = 500;
const POINTS = 600;
/** Bars between two looks at first, and how many times as many there may be later: few where each bar takes long. */
const FIRST_BARS = 16_384;
const MOST_TIMES = 16;
const LEAST_TIMES = 1 / 1_024;
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
  let times = 1;
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
      if (elapsed < QUICK_MS) times = Math.min(MOST_TIMES, times * 2);
      else if (elapsed > SLOW_MS) times = Math.max(LEAST_TIMES, times / 2);
      return Math.ceil((FIRST_BARS * times) / instruments);
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

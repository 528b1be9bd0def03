import { pickExtremes } from '#domain';
import type { PartialRun } from '../partial-run.js';
import type { RunHooks } from '../run-hooks.js';
import type { RunControl } from './run-control.js';
import { toWireTrades } from './wire-trades.js';
import type { ThreadPartial } from './thread-run.js';

const INTERVAL_MS = 500;
const POINTS = 600;
/** Half a millisecond of plain rules, some of those that read the position. */
const EVERY_BARS = 16_384;

/** The hooks of a run in a thread: the control memory, and a partial now and then. */
export function createThreadHooks(
  control: RunControl,
  post: ((partial: ThreadPartial) => void) | undefined,
  now: () => number,
): RunHooks {
  let postedAt = now();
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
    everyBars: EVERY_BARS,
    isCancelled: () => control.isCancelled,
    onIndicator: (indicator, indicators) => control.reportIndicator(indicator, indicators),
    onProgress: (barsDone, barsTotal) => control.report(barsDone, barsTotal),
    /** Absent until one is due, so that the engine gathers nothing for it. */
    get onPartial() {
      return post && now() - postedAt >= INTERVAL_MS ? onPartial : undefined;
    },
  };
}

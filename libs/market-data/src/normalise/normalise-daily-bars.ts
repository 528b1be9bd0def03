import { faultOfBar, TIMEFRAME_MS, type Bar, type TradingCalendar } from '#domain';
import { createBarColumns, type BarColumns, type QuarantinedLine } from '#database';
import type { DailyBarsAnswer } from '../providers/market-data-provider.js';
import { judgeBars } from './judge-bars.js';
import { undoSplits } from './undo-splits.js';

const DAY = TIMEFRAME_MS['1d'];
/** Multiplied-back prices are rounded to so many digits, so that they come out the same whatever splits follow. */
const DIGITS = 9;
/** These lines are not of a file. */
const NO_LINE = 0;

export interface NormalisedBars {
  /** Raw, in order, one per session, complete. */
  bars: BarColumns;
  /** What can't be used or looks strange, and why. */
  doubtful: QuarantinedLine[];
  rejectedCount: number;
  /** How many bars look strange, by why. */
  warnings: Record<string, number>;
}

/**
 * A vendor's daily bars as they are stored: raw, sorted, unique. A bar whose session has not closed at `now` (UTC ms)
 * is still changing and is left out without a word.
 */
export function normaliseDailyBars(
  answer: DailyBarsAnswer,
  calendar: TradingCalendar,
  now: number,
): NormalisedBars {
  const rejected: QuarantinedLine[] = [...(answer.rejected ?? [])];
  const kept: Bar[] = [];
  for (const bar of [...answer.bars].sort((one, other) => one.openTime - other.openTime)) {
    const fault = faultOfBar(bar) ?? faultOfTime(bar) ?? faultOfDouble(bar, kept.at(-1));
    if (fault !== undefined) rejected.push({ line: NO_LINE, content: toText(bar), reason: fault });
    else if (bar.openTime !== kept.at(-1)?.openTime && calendar.closeTimeOf(bar.openTime, '1d') <= now)
      kept.push(bar);
  }
  const bars = toColumns(kept);
  if (answer.adjusted === 'split') {
    undoSplits(bars, answer.actions);
    for (const column of [bars.open, bars.high, bars.low, bars.close])
      column.forEach((price, row) => (column[row] = Number(price.toPrecision(DIGITS))));
  }
  const judged = judgeBars(bars, { calendar, timeframe: '1d', actions: answer.actions });
  return {
    ...judged,
    doubtful: [...rejected, ...judged.doubtful],
    rejectedCount: rejected.length + judged.rejectedCount,
  };
}

function faultOfTime({ openTime }: Bar): string | undefined {
  return openTime % DAY === 0 ? undefined : 'the time is not a date';
}

function faultOfDouble(bar: Bar, before: Bar | undefined): string | undefined {
  if (bar.openTime !== before?.openTime) return undefined;
  const isSame = (['open', 'high', 'low', 'close', 'volume'] as const).every(
    (name) => bar[name] === before[name],
  );
  return isSame ? undefined : 'another bar of that day came first';
}

function toColumns(kept: readonly Bar[]): BarColumns {
  const bars = createBarColumns(kept.length);
  kept.forEach((bar, row) => {
    for (const name of ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const)
      bars[name][row] = bar[name];
  });
  return bars;
}

function toText({ openTime, open, high, low, close, volume }: Bar): string {
  const time = Number.isFinite(openTime) ? new Date(openTime).toISOString() : String(openTime);
  return [time, open, high, low, close, volume].join(',');
}

import {
  faultOfBar,
  isIntraday,
  TIMEFRAME_MS,
  type Bar,
  type Timeframe,
  type TradingCalendar,
} from '#domain';
import { createBarColumns, type BarColumns, type QuarantinedLine } from '#database';
import type { BarsAnswer } from '../providers/market-data-provider.js';
import { createGridRule } from './grid-rule.js';
import { judgeBars } from './judge-bars.js';
import { undoSplits } from './undo-splits.js';

const DAY = TIMEFRAME_MS['1d'];
/** Multiplied-back prices are rounded to so many digits, so that they come out the same whatever splits follow. */
const DIGITS = 9;
/** These lines are not of a file. */
const NO_LINE = 0;

export interface NormalisedBars {
  /** Raw, in order, complete. */
  bars: BarColumns;
  /** What can't be used or looks strange, and why. */
  doubtful: QuarantinedLine[];
  rejectedCount: number;
  /** How many bars look strange, by why. */
  warnings: Record<string, number>;
}

/**
 * A vendor's bars as they are stored: raw, sorted, unique; shorter than a day only where bars of their sessions begin. A
 * bar that has not closed at `now` (UTC ms) is still changing and is left out without a word.
 */
export function normaliseBars(
  answer: BarsAnswer,
  calendar: TradingCalendar,
  now: number,
  timeframe: Timeframe = '1d',
): NormalisedBars {
  const faultOfTime = isIntraday(timeframe) ? createGridRule(answer.bars, calendar, timeframe) : faultOfDate;
  const rejected: QuarantinedLine[] = [...(answer.rejected ?? [])];
  const kept: Bar[] = [];
  for (const bar of [...answer.bars].sort((one, other) => one.openTime - other.openTime)) {
    const fault = faultOfBar(bar) ?? faultOfTime(bar.openTime) ?? faultOfDouble(bar, kept.at(-1));
    if (fault !== undefined) rejected.push({ line: NO_LINE, content: toText(bar), reason: fault });
    else if (bar.openTime !== kept.at(-1)?.openTime && calendar.closeTimeOf(bar.openTime, timeframe) <= now)
      kept.push(bar);
  }
  const bars = toColumns(kept);
  if (answer.adjusted === 'split') {
    undoSplits(bars, answer.actions);
    for (const column of [bars.open, bars.high, bars.low, bars.close])
      column.forEach((price, row) => (column[row] = Number(price.toPrecision(DIGITS))));
  }
  const judged = judgeBars(bars, { calendar, timeframe, actions: answer.actions });
  return {
    ...judged,
    doubtful: [...rejected, ...judged.doubtful],
    rejectedCount: rejected.length + judged.rejectedCount,
  };
}

function faultOfDate(openTime: number): string | undefined {
  return openTime % DAY === 0 ? undefined : 'the time is not a date';
}

function faultOfDouble(bar: Bar, before: Bar | undefined): string | undefined {
  if (bar.openTime !== before?.openTime) return undefined;
  const isSame = (['open', 'high', 'low', 'close', 'volume'] as const).every(
    (name) => bar[name] === before[name],
  );
  return isSame ? undefined : 'another bar of that time came first';
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

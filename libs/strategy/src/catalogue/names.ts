import { STATE_FIELDS } from '../bound-strategy.js';
import type { ValueRange } from '../plan/value-range.js';

/** Prices that a name gives: columns of the bars and plain means of them. */
export const PRICE_NAMES = [
  'open',
  'high',
  'low',
  'close',
  'volume',
  'hl2',
  'hlc3',
  'ohlc4',
  'vwap',
] as const;

export type PriceName = (typeof PRICE_NAMES)[number];

export function isPriceName(name: string): name is PriceName {
  return (PRICE_NAMES as readonly string[]).includes(name);
}

/** What a name says of the time of a bar. */
export const CLOCK_NAMES = [
  'month',
  'day_of_week',
  'day_of_month',
  'session_minute',
  'minutes_to_close',
  'session_of_month',
  'sessions_to_month_end',
  'prior_close',
] as const;

/** Within what the numbers of the clock lie. */
export const CLOCK_RANGES: Readonly<Partial<Record<string, ValueRange>>> = {
  month: [1, 12],
  day_of_week: [1, 7],
  day_of_month: [1, 31],
  session_of_month: [0, 31],
  sessions_to_month_end: [0, 30],
};

export type ClockName = (typeof CLOCK_NAMES)[number];

export function isClockName(name: string): name is ClockName {
  return (CLOCK_NAMES as readonly string[]).includes(name);
}

/** Days on a calendar: the close of each, or of the first or last of a week, month, … */
export const DUE_WORDS = [
  'day',
  'week_start',
  'week_end',
  'month_start',
  'month_end',
  'quarter_start',
  'quarter_end',
  'year_start',
  'year_end',
] as const;

export type DueWord = (typeof DUE_WORDS)[number];

/** The column of a word of the calendar; no name of a document can be the same. */
export function dueName(word: DueWord): string {
  return `due ${word}`;
}

const DUE_NAMES: ReadonlyMap<string, DueWord> = new Map(DUE_WORDS.map((word) => [dueName(word), word]));

export function dueWordOf(name: string): DueWord | undefined {
  return DUE_NAMES.get(name);
}

/** Names that a document can't give a meaning of its own. */
export function isBuiltInName(name: string): boolean {
  return isPriceName(name) || isClockName(name) || (STATE_FIELDS as readonly string[]).includes(name);
}

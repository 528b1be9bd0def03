import type { Timeframe } from './timeframe.js';

/** One trading session; `open` and `close` are UTC instants in milliseconds, the interval is [open, close). */
export interface Session {
  /** The session's date, `YYYY-MM-DD`, in the calendar's zone. */
  date: string;
  open: number;
  close: number;
  earlyClose: boolean;
}

/** When an exchange trades. All instants are UTC milliseconds. */
export interface TradingCalendar {
  /** `always`, or an ISO 10383 code such as `XNYS`. */
  readonly id: string;
  readonly timeZone: string;
  /** Of a session that is neither short nor late, in minutes of the zone's clock since midnight. */
  readonly regularHours: { readonly open: number; readonly close: number };
  isOpen(instant: number): boolean;
  /** The first opening strictly after the instant; undefined when it never closes. */
  nextOpen(instant: number): number | undefined;
  nextClose(instant: number): number | undefined;
  /** Sessions whose date lies within the two dates, both inclusive. */
  sessions(from: string, to: string): Session[];
  /** Why the day has no session or a short one (`Good Friday`), or undefined on a regular day. */
  exceptionOn(date: string): string | undefined;
  /** The instant at which a bar that opened at `openTime` is complete and known. */
  closeTimeOf(openTime: number, timeframe: Timeframe): number;
}

/** The lengths of bar that Barkeep stores and computes with, shortest first. */
export const TIMEFRAMES = ['1m', '5m', '15m', '30m', '1h', '1d', '1w', '1mo'] as const;

export type Timeframe = (typeof TIMEFRAMES)[number];

/** Those shorter than a day. */
export const INTRADAY_TIMEFRAMES = ['1m', '5m', '15m', '30m', '1h'] as const satisfies readonly Timeframe[];

export type IntradayTimeframe = (typeof INTRADAY_TIMEFRAMES)[number];

const MINUTE = 60_000;

/** Nominal length in milliseconds; a month counts as 30 days and is for sorting and estimates only. */
export const TIMEFRAME_MS: Readonly<Record<Timeframe, number>> = {
  '1m': MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': 60 * MINUTE,
  '1d': 1440 * MINUTE,
  '1w': 7 * 1440 * MINUTE,
  '1mo': 30 * 1440 * MINUTE,
};

export function isTimeframe(text: unknown): text is Timeframe {
  return (TIMEFRAMES as readonly unknown[]).includes(text);
}

/** True for bars shorter than a day, whose stamp is an instant rather than a date. */
export function isIntraday(timeframe: Timeframe): timeframe is IntradayTimeframe {
  return TIMEFRAME_MS[timeframe] < TIMEFRAME_MS['1d'];
}

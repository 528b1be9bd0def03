import { isIntraday, TIMEFRAME_MS, type BarSeries } from '#domain';

const SESSION_MINUTES = 390;
const TRADING_DAYS = 252;

/**
 * Bars of the series' timeframe in a year: 12 months, 52 weeks, 252 sessions of 390 minutes; where the market
 * never closes (calendar `always`) 365 days of 1440 minutes.
 */
export function periodsPerYear({ timeframe, calendar }: Pick<BarSeries, 'timeframe' | 'calendar'>): number {
  if (timeframe === '1mo') return 12;
  if (timeframe === '1w') return 52;
  const days = calendar === 'always' ? 365 : TRADING_DAYS;
  if (!isIntraday(timeframe)) return days;
  const minutes = calendar === 'always' ? 1440 : SESSION_MINUTES;
  return (days * minutes * 60_000) / TIMEFRAME_MS[timeframe];
}

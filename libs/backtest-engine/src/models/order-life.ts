import { always, dateInZone, findCalendar, isIntraday, type BarSeries } from '#domain';
import type { TimeInForce } from '../order.js';

/**
 * The instant at which an order ends whose first bar is that row: the end of its session, of the bar itself where bars
 * are a day or longer or where it fills at once or not at all. Infinity for the others.
 */
export function endOfLife(timeInForce: TimeInForce, series: BarSeries, row: number): number {
  if (timeInForce !== 'day' && timeInForce !== 'ioc') return Infinity;
  const { openTime, closeTime, timeframe, timeZone } = series;
  if (timeInForce === 'ioc' || !isIntraday(timeframe)) return closeTime[row];
  const calendar = findCalendar(series.calendar) ?? always;
  return calendar.closeTimeOf(Date.parse(dateInZone(openTime[row], timeZone)), '1d');
}

import type { BarColumn, BarSeries } from '#domain';
import { dueWordOf, isClockName } from '../catalogue/names.js';
import { sessionDates } from '../kernels/session-dates.js';
import { clockColumn } from './clock-columns.js';
import { dueColumn } from './due-column.js';

/** The column of a price, of the clock or of a calendar word; what the bars don't have is computed. */
export function priceColumn(series: BarSeries, name: string): Float64Array {
  const { open, high, low, close } = series;
  const due = dueWordOf(name);
  if (due !== undefined) return dueColumn(series, due);
  switch (name) {
    case 'hl2':
      return meanOf([high, low]);
    case 'hlc3':
      return meanOf([high, low, close]);
    case 'ohlc4':
      return meanOf([open, high, low, close]);
    case 'vwap':
      return sessionVwap(series);
    default:
      return isClockName(name) ? clockColumn(series, name) : series[name as BarColumn];
  }
}

/** Mean of hlc3 weighted by volume since the session's first bar; missing before any volume. */
function sessionVwap(series: BarSeries): Float64Array {
  const price = meanOf([series.high, series.low, series.close]);
  const dates = sessionDates(series);
  let [money, volume] = [0, 0];
  return price.map((value, row) => {
    if (row === 0 || dates[row] !== dates[row - 1]) [money, volume] = [0, 0];
    money += value * series.volume[row];
    volume += series.volume[row];
    return volume === 0 ? NaN : money / volume;
  });
}

function meanOf(columns: readonly Float64Array[]): Float64Array {
  const out = Float64Array.from(columns[0]);
  for (const column of columns.slice(1)) for (let i = 0; i < out.length; i += 1) out[i] += column[i];
  for (let i = 0; i < out.length; i += 1) out[i] /= columns.length;
  return out;
}

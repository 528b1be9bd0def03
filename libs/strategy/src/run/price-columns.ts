import type { BarSeries } from '#domain';
import type { PriceName } from '../catalogue/names.js';

/** The column of a price; a mean of several is computed. */
export function priceColumn(series: BarSeries, name: PriceName): Float64Array {
  const { open, high, low, close } = series;
  switch (name) {
    case 'hl2':
      return meanOf([high, low]);
    case 'hlc3':
      return meanOf([high, low, close]);
    case 'ohlc4':
      return meanOf([open, high, low, close]);
    default:
      return series[name];
  }
}

function meanOf(columns: readonly Float64Array[]): Float64Array {
  const out = Float64Array.from(columns[0]);
  for (const column of columns.slice(1)) for (let i = 0; i < out.length; i += 1) out[i] += column[i];
  for (let i = 0; i < out.length; i += 1) out[i] /= columns.length;
  return out;
}

/**
 * One bar of prices. `openTime` is a UTC instant in milliseconds; a bar of a day
 * and longer carries its date at 00:00Z.
 */
export interface Bar {
  openTime: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** Prices beyond these are faults: no account of a size that a run may have comes to infinity between them. */
export const LEAST_PRICE = 1e-50;
export const MOST_PRICE = 1e50;

/** Why a bar can't be true, or undefined when nothing contradicts it. */
export function faultOfBar(bar: Bar): string | undefined {
  if (!Number.isFinite(bar.openTime)) return 'the time is not a valid instant';
  for (const field of ['open', 'high', 'low', 'close'] as const) {
    if (!Number.isFinite(bar[field])) return `${field} is not a number`;
    if (bar[field] <= 0) return `${field} is not positive (${bar[field]})`;
    if (bar[field] < LEAST_PRICE || bar[field] > MOST_PRICE)
      return `${field} is not from ${LEAST_PRICE} to ${MOST_PRICE} (${bar[field]})`;
  }
  if (!Number.isFinite(bar.volume) || bar.volume < 0) return `volume is not zero or more (${bar.volume})`;
  if (bar.high < bar.low) return `high ${bar.high} is below low ${bar.low}`;
  if (bar.open > bar.high || bar.open < bar.low)
    return `open ${bar.open} is outside low ${bar.low} to high ${bar.high}`;
  if (bar.close > bar.high || bar.close < bar.low)
    return `close ${bar.close} is outside low ${bar.low} to high ${bar.high}`;
  return undefined;
}

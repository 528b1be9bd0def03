import type { BarSeries } from '#domain';

/** What is done to the bars that opened before `before` (UTC ms). */
export interface PriceAdjustment {
  before: number;
  /** Multiplies prices. */
  priceFactor: number;
  /** Multiplies volume. */
  volumeFactor: number;
}

/** Multiplies older bars by every adjustment that came after them, in place. */
export function adjustSeries(series: BarSeries, adjustments: readonly PriceAdjustment[]): void {
  const newestFirst = [...adjustments].sort((one, other) => other.before - one.before);
  let price = 1;
  let volume = 1;
  let next = 0;
  for (let row = series.length - 1; row >= 0; row -= 1) {
    while (next < newestFirst.length && series.openTime[row] < newestFirst[next].before) {
      price *= newestFirst[next].priceFactor;
      volume *= newestFirst[next].volumeFactor;
      next += 1;
    }
    series.open[row] *= price;
    series.high[row] *= price;
    series.low[row] *= price;
    series.close[row] *= price;
    series.volume[row] *= volume;
  }
}

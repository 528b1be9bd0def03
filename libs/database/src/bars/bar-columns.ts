import type { Bar } from '#domain';

/** Bars as columns, oldest first, open times (UTC ms) unique. A `BarSeries` is one. */
export interface BarColumns {
  readonly length: number;
  readonly openTime: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** The value columns in the order in which they travel to and from the database. */
export const PRICE_COLUMNS = ['open', 'high', 'low', 'close', 'volume'] as const;

export function createBarColumns(length: number): BarColumns {
  const column = () => new Float64Array(length);
  return {
    length,
    openTime: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
}

export function toBarColumns(bars: readonly Bar[]): BarColumns {
  const columns = createBarColumns(bars.length);
  bars.forEach((bar, row) => {
    columns.openTime[row] = bar.openTime;
    for (const name of PRICE_COLUMNS) columns[name][row] = bar[name];
  });
  return columns;
}

/** @throws RangeError when the bars are not in order or two share a stamp: that is for the caller to settle. */
export function assertInOrder({ openTime, length }: BarColumns): void {
  for (let row = 1; row < length; row += 1) {
    if (!(openTime[row] > openTime[row - 1])) {
      throw new RangeError(
        `bars must be in order with unique open times; row ${row} is not after the one before`,
      );
    }
  }
}

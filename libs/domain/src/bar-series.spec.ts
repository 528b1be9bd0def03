import fc from 'fast-check';
import type { Bar } from './bar.js';
import { barAt, BAR_COLUMNS, createBarSeries, toBarSeries, type BarSeriesHead } from './bar-series.js';

const head: BarSeriesHead = { symbol: 'AAPL', timeframe: '1d', calendar: 'always', timeZone: 'UTC' };
const price = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const bars = fc.array(
  fc.record<Bar>({
    openTime: fc.integer({ min: 0, max: 4e12 }),
    open: price,
    high: price,
    low: price,
    close: price,
    volume: price,
  }),
  { maxLength: 20 },
);

describe('a series of bars', () => {
  it('gives back the bars it was made of and when each is known', () => {
    fc.assert(
      fc.property(bars, (given) => {
        const series = toBarSeries(head, given, (openTime) => openTime + 1);
        expect(series.length).toBe(given.length);
        expect(given.map((_, row) => barAt(series, row))).toEqual(given);
        expect([...series.closeTime]).toEqual(given.map(({ openTime }) => openTime + 1));
      }),
    );
  });

  it('lies on shared memory, its columns side by side', () => {
    const series = createBarSeries(head, 3);
    BAR_COLUMNS.forEach((column, index) => series[column].fill(index));
    expect(series.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...new Float64Array(series.buffer)]).toEqual(
      [0, 1, 2, 3, 4, 5, 6].flatMap((value) => [value, value, value]),
    );
  });

  it('is the same series when laid over the buffer of another', () => {
    const first = toBarSeries(
      head,
      [{ openTime: 1, open: 2, high: 4, low: 1, close: 3, volume: 5 }],
      () => 9,
    );
    const second = createBarSeries(head, first.length, first.buffer);
    expect(second).toEqual(first);
    second.close[0] = 3.5;
    expect(first.close[0]).toBe(3.5);
  });
});

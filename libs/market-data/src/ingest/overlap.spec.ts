import { createBarColumns } from '#database';
import { isReadjusted, keepStoredValues } from './overlap.js';

const DAY = 86_400_000;

function barsFrom(firstDay: number, closes: readonly number[]) {
  const bars = createBarColumns(closes.length);
  closes.forEach((close, row) => {
    bars.openTime[row] = (firstDay + row) * DAY;
    for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) bars[name][row] = close;
  });
  return bars;
}

describe('a history that is fetched again', () => {
  test.each([
    ['is equal', [11, 12, 13], false],
    ['has its newest bar corrected', [11, 12, 12.9], false],
    ['is divided by two', [5.5, 6, 6.5], true],
    ['is adjusted up to the newest bar', [10.9, 11.9, 13], true],
  ])('and %s', (_what, closes, expected) => {
    expect(isReadjusted(barsFrom(1, [...closes, 14]), barsFrom(0, [10, 11, 12, 13]))).toBe(expected);
  });

  test('has nothing to compare where no bar is in both', () => {
    expect(isReadjusted(barsFrom(10, [1]), barsFrom(0, [2]))).toBe(false);
  });

  test('keeps what is stored where only the last digits differ', () => {
    const incoming = barsFrom(0, [10.0000001, 11.5, 12]);
    keepStoredValues(incoming, barsFrom(0, [10, 11]));
    expect(Array.from(incoming.close)).toEqual([10, 11.5, 12]);
  });
});

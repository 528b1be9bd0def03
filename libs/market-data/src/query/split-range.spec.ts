import { splitRange } from './split-range.js';

const series = { first: 0, last: 9_999, count: 100 };

describe('the pieces of a range', () => {
  it('join without a gap and hold about as many bars as asked for', () => {
    expect(splitRange({}, series, 40)).toEqual([
      { start: 0, end: 4_000 },
      { start: 4_000, end: 8_000 },
      { start: 8_000, end: 10_000 },
    ]);
  });

  it('stay within the range and within what is stored', () => {
    expect(splitRange({ start: 500, end: 900 }, series, 40)).toEqual([{ start: 500, end: 900 }]);
    expect(splitRange({ start: 20_000 }, series, 40)).toEqual([]);
  });

  it('are one for a series of one bar', () => {
    expect(splitRange({}, { first: 5, last: 5, count: 1 }, 40)).toEqual([{ start: 5, end: 6 }]);
  });
});

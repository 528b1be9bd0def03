import { computePeriodReturns, findPeriodEnds } from './period-returns.js';

const DAY = 86_400_000;

function returnsOf(stamps: string[], equity: number[], periodDays: number): number[] {
  const times = Float64Array.from(stamps, (stamp) => Date.parse(stamp));
  return [...computePeriodReturns(findPeriodEnds(times, periodDays * DAY), Float64Array.from(equity))];
}

describe('period returns', () => {
  it('take the last equity of each UTC day of minutes', () => {
    const stamps = [
      '2024-01-01T23:58Z',
      '2024-01-01T23:59Z',
      '2024-01-02T00:00Z',
      '2024-01-02T12:00Z',
      '2024-01-05T00:00Z',
    ];
    expect(returnsOf(stamps, [1, 2, 3, 4, 6], 1 / 1440)).toEqual([1, 0.5]);
  });

  it('take weeks that end with Sunday', () => {
    const stamps = ['2024-01-05', '2024-01-07', '2024-01-08', '2024-01-14', '2024-01-15'];
    expect(returnsOf(stamps, [1, 2, 3, 4, 8], 7)).toEqual([1, 1]);
  });

  it('take calendar months and years', () => {
    expect(returnsOf(['2023-12-31', '2024-01-01', '2024-01-31', '2024-02-29'], [1, 3, 2, 4], 31)).toEqual([
      1, 1,
    ]);
    expect(returnsOf(['2023-01-01', '2023-12-31', '2024-01-01'], [1, 2, 4], 365)).toEqual([1]);
  });

  it('hold before 1970 too', () => {
    expect(returnsOf(['1969-12-28', '1969-12-29', '1970-01-04', '1970-01-05'], [1, 5, 2, 4], 7)).toEqual([
      1, 1,
    ]);
  });

  it('leave out what cannot be told and give nothing for one period', () => {
    expect(returnsOf(['2024-01-01', '2024-01-02', '2024-01-03'], [1, 0, 0], 1)).toEqual([-1]);
    expect(returnsOf(['2024-01-01'], [1], NaN)).toEqual([]);
  });
});

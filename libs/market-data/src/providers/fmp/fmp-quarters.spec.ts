import { createQuarterFinder } from './fmp-quarters.js';

const statement = (date: string, filingDate: string, fiscalYear: string, period: string) => ({
  ...{ date, filingDate, fiscalYear, period },
});

/** A company whose year ends in January, as a maker of chips does. */
const find = createQuarterFinder([
  statement('2024-01-28', '2024-02-21', '2024', 'Q4'),
  statement('2023-10-29', '2023-11-21', '2024', 'Q3'),
  statement('2023-07-30', '2023-08-28', '2024', 'Q2'),
  statement('2023-04-30', '2023-05-26', '2024', 'Q1'),
]);
const quarterOf = (reportDate: string) => {
  const quarter = find(reportDate);
  return quarter && [quarter.periodEnding, quarter.fiscalYear, quarter.fiscalPeriod];
};

describe('the quarter of a report', () => {
  test.each([
    ['2023-05-24', ['2023-04-30', 2024, 'Q1']],
    ['2023-08-23', ['2023-07-31', 2024, 'Q2']],
    ['2023-11-21', ['2023-10-31', 2024, 'Q3']],
    ['2024-02-21', ['2024-01-31', 2024, 'Q4']],
  ])('of %s is the one that was over and not filed yet', (date, quarter) => {
    expect(quarterOf(date)).toEqual(quarter);
  });

  test.each([
    ['2024-05-22', '2024-04-30'],
    ['2024-08-28', '2024-07-31'],
    ['2025-02-26', '2025-01-31'],
  ])('of %s, which is to come, goes on every three months', (date, periodEnding) => {
    expect(find(date)).toEqual({ periodEnding, fiscalYear: null, fiscalPeriod: null });
  });

  test('is not guessed before the oldest statement, far ahead, and where there is none', () => {
    expect(find('2023-04-30')).toBeUndefined();
    expect(find('2022-11-16')).toBeUndefined();
    expect(find('2026-02-25')).toBeUndefined();
    expect(createQuarterFinder([])('2024-02-21')).toBeUndefined();
  });

  test('of somebody who files late is still the older one', () => {
    const late = createQuarterFinder([
      statement('2024-03-31', '2024-08-20', '2024', 'Q1'),
      statement('2024-06-30', '2024-09-12', '2024', 'Q2'),
    ]);
    expect(late('2024-08-19')?.periodEnding).toBe('2024-03-31');
    expect(late('2024-09-11')?.periodEnding).toBe('2024-06-30');
  });
});

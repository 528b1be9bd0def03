import { knownAfter, knownAfterReport, nearestMonthEnd, newYorkInstant } from './publication.js';

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

describe('publication', () => {
  test.each([
    ['2024-11-01 06:01:36', '2024-11-01T10:01:36.000Z'],
    ['2025-02-03 21:05:14', '2025-02-04T02:05:14.000Z'],
    ['2025-02-03', null],
    ['', null],
    [null, null],
  ])('reads %j as a clock in New York shows it', (text, expected) => {
    expect(iso(newYorkInstant(text))).toBe(expected);
  });

  test('takes what is known by its day only as known when the day is over in New York', () => {
    expect(iso(knownAfter('2024-11-01'))).toBe('2024-11-02T04:00:00.000Z');
    expect(iso(knownAfter('2024-12-02'))).toBe('2024-12-03T05:00:00.000Z');
    expect(knownAfter(null)).toBeNull();
  });

  test.each([
    ['bmo', '2025-01-30T14:30:00.000Z'],
    ['dmh', '2025-01-30T21:00:00.000Z'],
    ['amc', '2025-01-31T01:00:00.000Z'],
    [null, '2025-01-31T05:00:00.000Z'],
  ])('knows a report of the time %s after the session that it names', (time, expected) => {
    expect(iso(knownAfterReport('2025-01-30', time))).toBe(expected);
  });

  test.each([
    ['2025-09-27', '2025-09-30'],
    ['2025-10-03', '2025-09-30'],
    ['2025-02-01', '2025-01-31'],
    ['2024-02-29', '2024-02-29'],
    ['2024-12-28', '2024-12-31'],
    ['2025-01-02', '2024-12-31'],
  ])('names the period that ends on %s after %s', (date, expected) => {
    expect(nearestMonthEnd(date)).toBe(expected);
  });
});

import fc from 'fast-check';
import { dateInZone, dayRangeInZone, instantInZone, isDate } from './zoned-time.js';

const HOUR = 3_600_000;
const ZONES = [
  'UTC',
  'America/New_York',
  'Asia/Tokyo',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
];
const dates = fc
  .date({ min: new Date('1975-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function hoursOf(date: string, zone: string): number {
  const { start, end } = dayRangeInZone(date, zone);
  return (end - start) / HOUR;
}

describe('a bare date', () => {
  it('is the whole day of its zone', () => {
    const { start, end } = dayRangeInZone('2026-01-15', 'America/New_York');
    expect(new Date(start).toISOString()).toBe('2026-01-15T05:00:00.000Z');
    expect(new Date(end).toISOString()).toBe('2026-01-16T05:00:00.000Z');
  });

  it('has 23 hours when clocks go forward and 25 when they go back', () => {
    expect(hoursOf('2026-03-08', 'America/New_York')).toBe(23);
    expect(hoursOf('2026-11-01', 'America/New_York')).toBe(25);
  });

  it('begins at one o’clock where midnight is jumped over', () => {
    const { start } = dayRangeInZone('2018-11-04', 'America/Sao_Paulo');
    expect(new Date(start).toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(hoursOf('2018-11-04', 'America/Sao_Paulo')).toBe(23);
  });

  it('is empty where a zone left the day out', () => {
    expect(hoursOf('2011-12-30', 'Pacific/Apia')).toBe(0);
  });

  it('is refused when there is no such day', () => {
    expect(() => dayRangeInZone('2026-02-30', 'UTC')).toThrow(RangeError);
    expect(() => dayRangeInZone('2026-01-15', 'Mars/Olympus')).toThrow(RangeError);
  });

  it('meets its neighbours without a gap and holds the instants whose date it is', () => {
    fc.assert(
      fc.property(
        dates,
        fc.constantFrom(...ZONES),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (date, zone, share) => {
          const { start, end } = dayRangeInZone(date, zone);
          const next = new Date(Date.parse(date) + 24 * HOUR).toISOString().slice(0, 10);
          expect(dayRangeInZone(next, zone).start).toBe(end);
          expect(dateInZone(start + Math.floor((end - start) * share), zone)).toBe(date);
        },
      ),
    );
  });
});

describe('a time of day', () => {
  it('is found by the clock on either side of a clock change', () => {
    const open = (date: string): string =>
      new Date(instantInZone(date, 9 * 60 + 30, 'America/New_York')).toISOString();
    expect(open('2026-03-06')).toBe('2026-03-06T14:30:00.000Z');
    expect(open('2026-03-09')).toBe('2026-03-09T13:30:00.000Z');
  });

  it('is the earlier one when the clock shows it twice', () => {
    expect(new Date(instantInZone('2026-11-01', 90, 'America/New_York')).toISOString()).toBe(
      '2026-11-01T05:30:00.000Z',
    );
  });

  it('moves behind the jump when the clock never shows it', () => {
    expect(new Date(instantInZone('2026-03-08', 150, 'America/New_York')).toISOString()).toBe(
      '2026-03-08T07:30:00.000Z',
    );
  });
});

describe('isDate', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2026-13-01', false],
    ['2026-1-01', false],
    ['2026-01-01T00:00:00Z', false],
  ])('says of %s: %s', (text, expected) => {
    expect(isDate(text)).toBe(expected);
  });
});

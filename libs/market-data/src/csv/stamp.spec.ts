import { createStampReader } from './stamp.js';

const readIn = (zone: string, text: string) => {
  const stamp = createStampReader(zone)(text);
  return stamp && new Date(stamp.instant).toISOString();
};

describe('a stamp', () => {
  it.each([
    ['2020-01-02', '2020-01-02T00:00:00.000Z'],
    ['2020-01-02T09:30:00Z', '2020-01-02T09:30:00.000Z'],
    ['2020-01-02T09:30:00.125Z', '2020-01-02T09:30:00.125Z'],
    ['2020-01-02T09:30Z', '2020-01-02T09:30:00.000Z'],
    ['2020-01-02T09:30:00-05:00', '2020-01-02T14:30:00.000Z'],
    ['2020-01-02T09:30:00+0530', '2020-01-02T04:00:00.000Z'],
    ['2020-01-02 09:30:00', '2020-01-02T14:30:00.000Z'],
    ['2020-07-02T09:30:00', '2020-07-02T13:30:00.000Z'],
    ['1577975400', '2020-01-02T14:30:00.000Z'],
    ['1577975400000', '2020-01-02T14:30:00.000Z'],
  ])('%s is read in New York as %s', (text, instant) => {
    expect(readIn('America/New_York', text)).toBe(instant);
  });

  it.each([
    [''],
    ['2020-02-30'],
    ['2020-13-01'],
    ['2020-01-02T24:00:00Z'],
    ['2020-01-02T09:60:00Z'],
    ['02/01/2020'],
    ['20200102'],
    ['yesterday'],
    ['2020-01-02T09:30:00 Europe/Paris'],
    ['NaN'],
  ])('is not %j', (text) => {
    expect(createStampReader('UTC')(text)).toBeUndefined();
  });

  it('follows the clocks on the days on which they change', () => {
    expect(readIn('America/New_York', '2024-03-10 01:59')).toBe('2024-03-10T06:59:00.000Z');
    expect(readIn('America/New_York', '2024-03-10 03:00')).toBe('2024-03-10T07:00:00.000Z');
    expect(readIn('America/New_York', '2024-11-03 00:30')).toBe('2024-11-03T04:30:00.000Z');
    expect(readIn('America/New_York', '2024-11-03 01:30')).toBe('2024-11-03T05:30:00.000Z');
    expect(readIn('America/New_York', '2024-11-03 02:30')).toBe('2024-11-03T07:30:00.000Z');
  });
});

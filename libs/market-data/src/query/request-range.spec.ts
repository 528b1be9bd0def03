import { toAsOfInstant, toOpenTimeRange } from './request-range.js';

const NEW_YORK = 'America/New_York';

describe('the dates of a request', () => {
  it('are whole days of the zone for bars within a day, also when clocks change', () => {
    expect(toOpenTimeRange({ start: '2024-03-10', end: '2024-03-10' }, '1m', NEW_YORK)).toEqual({
      start: Date.UTC(2024, 2, 10, 5),
      end: Date.UTC(2024, 2, 11, 4),
    });
  });

  it('are the dates of the bars for longer ones, in every zone', () => {
    for (const zone of [NEW_YORK, 'Asia/Tokyo', 'UTC']) {
      expect(toOpenTimeRange({ start: '2024-03-10', end: '2024-03-11' }, '1d', zone)).toEqual({
        start: Date.UTC(2024, 2, 10),
        end: Date.UTC(2024, 2, 12),
      });
    }
  });

  it('include the bar that opens at an end that is an instant', () => {
    const range = { start: '2024-03-10T10:00:00Z', end: '2024-03-10T11:00:00Z' };
    expect(toOpenTimeRange(range, '1h', NEW_YORK)).toEqual({
      start: Date.UTC(2024, 2, 10, 10),
      end: Date.UTC(2024, 2, 10, 11) + 1,
    });
  });

  it('may be left out', () => {
    expect(toOpenTimeRange({ start: null }, '1d', 'UTC')).toEqual({ start: undefined, end: undefined });
    expect(toAsOfInstant(null, 'UTC')).toBeUndefined();
  });

  it.each([
    [{ start: '2024-02-30' }],
    [{ start: '0000-01-01' }],
    [{ end: '9999-12-31' }],
    [{ end: 'tomorrow' }],
    [{ start: '2024-03-11', end: '2024-03-10' }],
  ])('are refused when wrong: %j', (range) => {
    expect(() => toOpenTimeRange(range, '1d', 'UTC')).toThrow(
      expect.objectContaining({ code: 'PARAMETER_INVALID' }),
    );
  });

  it('mean the end of the day where an as_of is a bare date', () => {
    expect(toAsOfInstant('2024-03-10', NEW_YORK)).toBe(Date.UTC(2024, 2, 11, 4) - 1);
    expect(toAsOfInstant('2024-03-10T12:00:00Z', NEW_YORK)).toBe(Date.UTC(2024, 2, 10, 12));
  });
});

import fc from 'fast-check';
import { createBarSeries, toBarSeries, type BarSeries } from './bar-series.js';
import { always, findCalendar, xnys } from './calendars/index.js';
import { resampleSeries } from './resample-series.js';
import { isIntraday, TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from './timeframe.js';
import { toDate } from './zoned-time.js';

const MINUTE = 60_000;

function barsAt(openTimes: readonly number[], timeframe: Timeframe, calendar = 'XNYS'): BarSeries {
  const { timeZone, closeTimeOf } = findCalendar(calendar) ?? always;
  const bars = openTimes.map((openTime, index) => {
    const middle = 100 + ((index * 7919) % 23);
    return {
      openTime,
      open: middle,
      high: middle + 1 + (index % 3),
      low: middle - 1,
      close: middle + 0.5,
      volume: index + 1,
    };
  });
  return toBarSeries({ symbol: 'A', timeframe, calendar, timeZone }, bars, (open) =>
    closeTimeOf(open, timeframe),
  );
}

/** Every bar of the sessions of New York between two dates. */
function sessionBars(from: string, to: string, timeframe: Timeframe): BarSeries {
  const step = TIMEFRAME_MS[timeframe];
  const openTimes = xnys
    .sessions(from, to)
    .flatMap(({ date, open, close }) =>
      isIntraday(timeframe)
        ? Array.from({ length: Math.ceil((close - open) / step) }, (_, k) => open + k * step)
        : [Date.parse(date)],
    );
  return barsAt(openTimes, timeframe);
}

const stamps = (column: Float64Array): string[] =>
  Array.from(column, (time) => new Date(time).toISOString().slice(0, 16));
const dates = (series: BarSeries): string[] => Array.from(series.openTime, toDate);
const total = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0);

describe('bars of a session joined to longer ones', () => {
  it('count hours from the opening, and the last is short', () => {
    const hours = resampleSeries(sessionBars('2024-06-03', '2024-06-03', '1m'), '1h');
    expect(stamps(hours.openTime)).toEqual(
      ['13:30', '14:30', '15:30', '16:30', '17:30', '18:30', '19:30'].map((time) => `2024-06-03T${time}`),
    );
    expect(stamps(hours.closeTime).at(-1)).toBe('2024-06-03T20:00');
  });

  it('end early where the session does', () => {
    const hours = resampleSeries(sessionBars('2024-11-29', '2024-11-29', '5m'), '1h');
    expect(stamps(hours.openTime).at(-1)).toBe('2024-11-29T17:30');
    expect(stamps(hours.closeTime).at(-1)).toBe('2024-11-29T18:00');
  });

  it.each([
    ['2024-03-08', '2024-03-11', ['2024-03-08T14:30', '2024-03-11T13:30']],
    ['2024-11-01', '2024-11-04', ['2024-11-01T13:30', '2024-11-04T14:30']],
  ])('follow the clocks of New York from %s to %s', (from, to, openings) => {
    const hours = resampleSeries(sessionBars(from, to, '30m'), '1h');
    expect([hours.length, ...stamps(hours.openTime.filter((_, row) => row % 7 === 0))]).toEqual([
      14,
      ...openings,
    ]);
    expect(dates(resampleSeries(sessionBars(from, to, '30m'), '1d'))).toEqual([from, to]);
  });

  it('leave out what lies before the opening and after the close', () => {
    const [{ open, close }] = xnys.sessions('2024-06-03', '2024-06-03');
    const minutes = [open - 2 * MINUTE, open - MINUTE, open, close - MINUTE, close, close + 90 * MINUTE];
    const day = resampleSeries(barsAt(minutes, '1m'), '1d');
    expect([day.length, day.volume[0], stamps(day.closeTime)[0]]).toEqual([1, 3 + 4, '2024-06-03T20:00']);
    expect(resampleSeries(barsAt(minutes, '1m'), '1h').volume).toEqual(Float64Array.of(3, 4));
  });

  it('take a bar that begins before the opening and reaches into the session for its first', () => {
    const [{ open }] = xnys.sessions('2024-06-03', '2024-06-03');
    const day = resampleSeries(barsAt([open - 30 * MINUTE, open + 30 * MINUTE], '1h'), '1d');
    expect([day.length, day.volume[0]]).toEqual([1, 3]);
  });
});

describe('days joined to longer bars', () => {
  it('are the weeks of the exchange, from Monday on, known at the close of their last session', () => {
    const weeks = resampleSeries(sessionBars('2024-03-25', '2024-04-05', '1d'), '1w');
    expect(dates(weeks)).toEqual(['2024-03-25', '2024-04-01']);
    // Friday the 29th is Good Friday.
    expect(stamps(weeks.closeTime)).toEqual(['2024-03-28T20:00', '2024-04-05T20:00']);
    expect(Array.from(weeks.volume)).toEqual([1 + 2 + 3 + 4, 5 + 6 + 7 + 8 + 9]);
  });

  it('are the sessions of a month', () => {
    const months = resampleSeries(sessionBars('2024-01-25', '2024-03-04', '1d'), '1mo');
    expect(dates(months)).toEqual(['2024-01-01', '2024-02-01', '2024-03-01']);
    expect(stamps(months.closeTime)).toEqual(['2024-01-31T21:00', '2024-02-29T21:00', '2024-03-28T20:00']);
  });

  it('go by UTC days where a market never closes', () => {
    const openTimes = Array.from({ length: 60 }, (_, hour) => Date.UTC(2024, 5, 1) + hour * 60 * MINUTE);
    const days = resampleSeries(barsAt(openTimes, '1h', 'always'), '1d');
    expect(dates(days)).toEqual(['2024-06-01', '2024-06-02', '2024-06-03']);
    expect(dates(resampleSeries(barsAt(openTimes, '1h', 'always'), '1w'))).toEqual([
      '2024-05-27',
      '2024-06-03',
    ]);
  });
});

describe('joining bars', () => {
  it('gives nothing for nothing', () => {
    const none = createBarSeries({ symbol: 'A', timeframe: '1m', calendar: 'XNYS', timeZone: 'UTC' }, 0);
    expect(resampleSeries(none, '1h').length).toBe(0);
  });

  it.each(['1m', '5m'] as const)('refuses %s from bars of 5m', (timeframe) => {
    expect(() => resampleSeries(barsAt([0], '5m'), timeframe)).toThrow(RangeError);
  });

  const sources = fc.record({
    timeframe: fc.constantFrom<Timeframe>('1m', '5m', '15m', '30m', '1h', '1d'),
    calendar: fc.constantFrom('XNYS', 'always'),
    from: fc.integer({ min: Date.UTC(2023, 9, 1) / 86_400_000, max: Date.UTC(2024, 11, 1) / 86_400_000 }),
    days: fc.integer({ min: 1, max: 6 }),
    kept: fc.func(fc.boolean()),
  });

  type Source = typeof sources extends fc.Arbitrary<infer Value> ? Value : never;

  /** Bars of some days, of which some are missing. */
  function seriesOf({ timeframe, calendar, from, days, kept }: Source): BarSeries {
    const sessions = findCalendar(calendar)!.sessions(
      toDate(from * 86_400_000),
      toDate((from + days) * 86_400_000),
    );
    const step = TIMEFRAME_MS[timeframe];
    const openTimes = sessions.flatMap(({ date, open, close }) =>
      isIntraday(timeframe)
        ? Array.from({ length: Math.ceil((close - open) / step) }, (_, k) => open + k * step)
        : [Date.parse(date)],
    );
    return barsAt(
      openTimes.filter((time) => kept(time)),
      timeframe,
      calendar,
    );
  }

  it('keeps volume, extremes, first and last price, and the order of time', () => {
    fc.assert(
      fc.property(sources, fc.constantFrom(...TIMEFRAMES), (source, timeframe) => {
        const series = seriesOf(source);
        fc.pre(TIMEFRAME_MS[timeframe] > TIMEFRAME_MS[series.timeframe] && series.length > 0);
        const joined = resampleSeries(series, timeframe);
        expect(total(joined.volume)).toBe(total(series.volume));
        expect(Math.max(...joined.high)).toBe(Math.max(...series.high));
        expect(Math.min(...joined.low)).toBe(Math.min(...series.low));
        expect([joined.open[0], joined.close[joined.length - 1]]).toEqual([
          series.open[0],
          series.close[series.length - 1],
        ]);
        for (const column of [joined.openTime, joined.closeTime])
          expect(column.every((time, bar) => bar === 0 || time > column[bar - 1])).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('lets no bar within a day leave its session', () => {
    fc.assert(
      fc.property(sources, fc.constantFrom<Timeframe>('5m', '15m', '30m', '1h'), (source, timeframe) => {
        const series = seriesOf(source);
        fc.pre(TIMEFRAME_MS[timeframe] > TIMEFRAME_MS[series.timeframe] && series.length > 0);
        const joined = resampleSeries(series, timeframe);
        const calendar = findCalendar(source.calendar)!;
        const isWithin = (open: number, bar: number): boolean => {
          const [session] = calendar
            .sessions(toDate(open - 86_400_000), toDate(open + 86_400_000))
            .filter((one) => one.open <= open && open < one.close);
          const isInStep = (open - session.open) % TIMEFRAME_MS[timeframe] === 0;
          return isInStep && joined.closeTime[bar] <= session.close;
        };
        expect(joined.openTime.every(isWithin)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('never changes a finished bar when later bars come', () => {
    fc.assert(
      fc.property(sources, fc.constantFrom(...TIMEFRAMES), fc.nat(), (source, timeframe, cut) => {
        const series = seriesOf(source);
        fc.pre(TIMEFRAME_MS[timeframe] > TIMEFRAME_MS[series.timeframe] && series.length > 1);
        const length = 1 + (cut % (series.length - 1));
        const known = barsAt(
          Array.from(series.openTime.subarray(0, length)),
          series.timeframe,
          source.calendar,
        );
        const [whole, part] = [resampleSeries(series, timeframe), resampleSeries(known, timeframe)];
        for (const name of ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'] as const)
          expect(part[name].slice(0, -1)).toEqual(whole[name].slice(0, part.length - 1));
      }),
      { numRuns: 100 },
    );
  });
});

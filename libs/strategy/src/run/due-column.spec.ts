import { createBarSeries, resampleSeries, toDate, type BarSeries } from '#domain';
import { DUE_WORDS } from '../catalogue/names.js';
import { randomBars, seriesOf, valuesOf } from '../testing/evaluate.js';
import { sessionBars } from '../testing/session-bars.js';

/** The dates (of an intraday bar with its minute of the session) at which a word is due. */
function dueDates(series: BarSeries, word: string): string[] {
  return valuesOf(`if(due('${word}'), 1, 0)`, series).flatMap((value, row) =>
    value === 1 ? toDate(series.openTime[row]) : [],
  );
}

/** Those bars of a series that a condition keeps. */
function keep(series: BarSeries, isKept: (date: string, row: number) => boolean): BarSeries {
  const rows = Array.from({ length: series.length }, (_, row) => row).filter((row) =>
    isKept(toDate(series.openTime[row]), row),
  );
  const kept = createBarSeries(series, rows.length);
  for (const name of ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'] as const)
    rows.forEach((row, index) => (kept[name][index] = series[name][row]));
  return kept;
}

describe('due on daily bars of sessions', () => {
  // Friday the 29th of March 2024 is Good Friday, Monday the 1st of January a holiday, the 31st of March a Sunday.
  const year = sessionBars('2023-12-27', '2024-04-08', 390, 1);

  it.each([
    ['month_start', ['2024-01-02', '2024-02-01', '2024-03-01', '2024-04-01']],
    ['month_end', ['2023-12-29', '2024-01-31', '2024-02-29', '2024-03-28']],
    ['quarter_start', ['2024-01-02', '2024-04-01']],
    ['quarter_end', ['2023-12-29', '2024-03-28']],
    ['year_start', ['2024-01-02']],
    ['year_end', ['2023-12-29']],
  ])('%s', (word, dates) => {
    expect(dueDates(year, word)).toEqual(dates);
  });

  it('weeks begin and end with their sessions', () => {
    const easter = sessionBars('2024-03-25', '2024-04-08', 390, 1);
    expect(dueDates(easter, 'week_start')).toEqual(['2024-03-25', '2024-04-01', '2024-04-08']);
    expect(dueDates(easter, 'week_end')).toEqual(['2024-03-28', '2024-04-05']);
    expect(dueDates(easter, 'day')).toHaveLength(easter.length);
  });

  it('an end whose bar is missing is due at the next bar', () => {
    const gaps = keep(year, (date) => date !== '2024-01-31' && date !== '2024-02-01');
    expect(dueDates(gaps, 'month_end')).toEqual(['2023-12-29', '2024-02-02', '2024-02-29', '2024-03-28']);
    expect(dueDates(gaps, 'month_start')).toEqual(['2024-01-02', '2024-02-02', '2024-03-01', '2024-04-01']);
  });

  it('a month without a bar but one is over at the next', () => {
    const sparse = keep(year, (date) => ['2024-01-10', '2024-02-29', '2024-03-05'].includes(date));
    expect(dueDates(sparse, 'month_end')).toEqual(['2024-02-29']);
    expect(dueDates(sparse, 'month_start')).toEqual(['2024-02-29', '2024-03-05']);
  });
});

describe('due on other bars', () => {
  it('goes by days where no calendar is known, and by the next bar where weekends lack', () => {
    const days = seriesOf({ close: new Float64Array(40).fill(1) }); // from Thursday 1970-01-01 on
    expect(dueDates(days, 'week_end')).toEqual(weekly('1970-01-04', 6));
    const weekdays = keep(days, (date) => ![0, 6].includes(new Date(date).getUTCDay()));
    expect(dueDates(weekdays, 'week_end')).toEqual(weekly('1970-01-05', 6));
    // Saturday the 31st has no bar
    expect(dueDates(weekdays, 'month_end')).toEqual(['1970-02-02']);
  });

  it('inside days is the last bar of the session, once', () => {
    const hours = sessionBars('2024-01-30', '2024-02-01', 30, 13);
    const rows = (word: string): number[] =>
      valuesOf(`if(due('${word}'), 1, 0)`, hours).flatMap((value, row) => (value === 1 ? row : []));
    expect(rows('day')).toEqual([12, 25, 38]);
    expect(rows('month_end')).toEqual([25]);
    expect(rows('month_start')).toEqual([26]);
    // the 26th bar, which closes with the session, is missing
    const cut = keep(hours, (_date, row) => row !== 25);
    expect(
      valuesOf("if(due('month_end'), 1, 0)", cut).flatMap((value, row) => (value === 1 ? row : [])),
    ).toEqual([25]);
  });

  it('of weeks is the week that holds the last session', () => {
    const weeks = resampleSeries(sessionBars('2024-01-01', '2024-03-28', 390, 1), '1w');
    // the week of the 29th of January ends on the 2nd of February: January was over before
    expect(dueDates(weeks, 'month_end')).toEqual(['2024-01-29', '2024-02-26', '2024-03-25']);
  });

  it.each(DUE_WORDS)('%s never depends on later bars', (word) => {
    const whole = sessionBars('2023-11-20', '2024-02-10', 30, 2);
    const values = valuesOf(`if(due('${word}'), 1, 0)`, whole);
    for (const length of [0, 1, 7, 51])
      expect(
        valuesOf(
          `if(due('${word}'), 1, 0)`,
          keep(whole, (_, row) => row < length),
        ),
      ).toEqual(values.slice(0, length));
    expect(valuesOf(`if(due('${word}'), 1, 0)`, randomBars(3))).toHaveLength(3);
  });
});

function weekly(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, week) => toDate(Date.parse(first) + week * 7 * 86_400_000));
}

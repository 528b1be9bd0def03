import { compileStrategy } from '../compile-strategy.js';
import { seriesOf, valuesOf } from '../testing/evaluate.js';
import { knownRowsOf, type Version } from '../testing/known-rows-of.js';
import { sessionBars } from '../testing/session-bars.js';
import { DERIVED_FIELDS, FUND_FIELDS } from './fund-fields.js';
import type { KnownRows } from './known-rows.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const utc = (text: string): number => Date.parse(text);

/** Ten daily bars of a market without pause: bar n is of day n and closes as day n + 1 begins. */
const TEN = seriesOf({ close: Array.from({ length: 10 }, (_, row) => 100 + row) });

function read(expression: string, known: readonly KnownRows[], bars = TEN): number[] {
  return valuesOf(expression, bars, [], known);
}

const macroRows = (versions: readonly Version[]): KnownRows => knownRowsOf('macro', 'DGS10', versions);

describe('a series', () => {
  it('is missing before its first publication and known from the close at or after it', () => {
    const rows = macroRows([[3 * DAY, 0, { value: 4.5 }]]);
    expect(read("macro('DGS10')", [rows])).toEqual([NaN, NaN, ...new Array(8).fill(4.5)]);
    const late = macroRows([[3 * DAY + 1, 0, { value: 4.5 }]]);
    expect(read("macro('DGS10')", [late])).toEqual([NaN, NaN, NaN, ...new Array(7).fill(4.5)]);
  });

  it('is read as it was first told until it is revised', () => {
    const rows = macroRows([
      [2 * DAY, 0, { value: 1 }],
      [5 * DAY, 1 * DAY, { value: 2 }],
      [7 * DAY, 1 * DAY, { value: 2.5 }],
    ]);
    expect(read("macro('DGS10')", [rows])).toEqual([NaN, 1, 1, 1, 2, 2, 2.5, 2.5, 2.5, 2.5]);
  });

  it('stays with its newest period when an older one is revised, or has no value', () => {
    const rows = macroRows([
      [2 * DAY, 1 * DAY, { value: 2 }],
      [4 * DAY, 0, { value: 1 }],
      [5 * DAY, 2 * DAY, { value: NaN }],
    ]);
    expect(read("macro('DGS10')", [rows]).slice(1)).toEqual(new Array(9).fill(2));
  });

  it('is missing without rows', () => {
    expect(read("macro('DGS10')", [])).toEqual(new Array(10).fill(NaN));
  });
});

describe('a fundamental', () => {
  const quarters = [0, 91, 182, 273].map((end, k): Version => [
    (k + 1) * DAY,
    (end - 300) * DAY,
    { revenue: 10 + k, dilutedEarningsPerShare: k - 1 },
  ]);
  const income = knownRowsOf('income', 'A', quarters);

  it('is that of the newest quarter, or the sum of four once four in a row are known', () => {
    expect(read("fund('revenue')", [income]).slice(0, 5)).toEqual([10, 11, 12, 13, 13]);
    expect(read("fund('revenue_ttm')", [income]).slice(0, 5)).toEqual([NaN, NaN, NaN, 46, 46]);
  });

  it('has no sum of four quarters where one is lacking', () => {
    const gap = quarters.map(([at, end, columns], k): Version => [
      at,
      k === 0 ? end - 91 * DAY : end,
      columns,
    ]);
    expect(read("fund('revenue_ttm')", [knownRowsOf('income', 'A', gap)])).toEqual(new Array(10).fill(NaN));
  });

  it('is restated from the day on which the restatement is published', () => {
    const restated: Version = [6 * DAY, quarters[1][1], { revenue: 21 }];
    const rows = knownRowsOf('income', 'A', [...quarters, restated]);
    expect(read("fund('revenue_ttm')", [rows]).slice(3, 7)).toEqual([46, 46, 56, 56]);
    expect(read("fund('revenue')", [rows]).slice(3, 7)).toEqual([13, 13, 13, 13]);
  });

  it('is made of others and the close of the bar', () => {
    expect(read("fund('pe')", [income]).slice(2, 6)).toEqual([NaN, 103 / 2, 104 / 2, 105 / 2]);
    expect(read("fund('earnings_yield')", [income])[4]).toBe(2 / 104);
  });

  it('has no price to earnings while there is a loss', () => {
    const losses = quarters.map(([at, end]): Version => [at, end, { dilutedEarningsPerShare: -1 }]);
    expect(read("fund('pe')", [knownRowsOf('income', 'A', losses)])).toEqual(new Array(10).fill(NaN));
  });

  it('counts the dividends of a year that went ex, as they were known', () => {
    const dividends = knownRowsOf('dividends', 'A', [
      [0, 3 * DAY, { amount: 0.5 }],
      [0, 3 * DAY + 0.5, { amount: 2 }],
      [5 * DAY, 5 * DAY, { amount: 0.7 }],
    ]);
    const sums = read("fund('dividends_ttm')", [dividends]);
    expect(sums).toEqual([0, 0, 0, 0.5, 2.5, 3.2, 3.2, 3.2, 3.2, 3.2]);
  });

  it.each([...DERIVED_FIELDS.keys()])('%s compiles to what it says', (field) => {
    const outcome = compile(`fund('${field}') > 0`);
    expect(outcome).toMatchObject({ ok: true, warnings: [] });
  });
});

/** Eight New York sessions from Thursday, 2024-03-21; the 29th is a holiday. */
const SESSIONS = sessionBars('2024-03-21', '2024-04-02', 390, 1);

describe('the days of an event', () => {
  const scheduled = knownRowsOf(
    'earnings_calendar',
    'A',
    [
      [0, utc('2024-03-26'), { reportDate: utc('2024-03-26') }],
      [utc('2024-03-22T12:00Z'), utc('2024-03-27'), { reportDate: utc('2024-03-27') }],
      [utc('2024-03-26T12:00Z'), utc('2024-06-26'), { reportDate: utc('2024-06-26') }],
    ],
    ([at]) => (at < utc('2024-03-23') ? 'this quarter' : 'the next'),
  );

  it('are sessions until the date as it was scheduled then, zero on the day itself', () => {
    const days = read("event_days('earnings')", [scheduled], SESSIONS);
    // 21st: three sessions to the 26th; from the 22nd on it is the 27th.
    expect(days.slice(0, 5)).toEqual([3, 3, 2, 1, 0]);
    expect(days[5]).toBe(61);
  });

  it('are sessions since the first bar that knew a report, whenever it was dated', () => {
    const published = utc('2024-03-25T20:30Z');
    const reports = knownRowsOf('earnings', 'A', [
      [0, utc('2024-03-01'), { epsActual: NaN, epsEstimated: 1 }],
      [published, utc('2024-03-01'), { epsActual: 1.1, epsEstimated: 1 }],
      [published + 30 * HOUR, utc('2024-03-01'), { epsActual: 1.2, epsEstimated: 1 }],
    ]);
    const since = read("event_days('earnings').since", [reports], SESSIONS);
    expect(since).toEqual([NaN, NaN, NaN, 0, 1, 2, 3, 4]);
    const beats = read("surprise('earnings')", [reports], SESSIONS);
    expect(beats.map((beat) => Math.round(beat * 100))).toEqual([NaN, NaN, NaN, 10, 20, 20, 20, 20]);
  });

  it('count a day without a session as the next one, and nothing beyond a year', () => {
    const dividends = knownRowsOf('dividends', 'A', [
      [0, utc('2024-03-30'), { exDividendDate: utc('2024-03-30'), amount: 1 }],
      [0, utc('2026-01-01'), { exDividendDate: utc('2026-01-01'), amount: 1 }],
    ]);
    expect(read("event_days('dividend')", [dividends], SESSIONS)).toEqual([6, 5, 4, 3, 2, 1, NaN, NaN]);
    expect(read("event_days('dividend').since", [dividends], SESSIONS).slice(5)).toEqual([NaN, 0, 1]);
  });
});

function compile(enter: string, symbols: unknown = ['A', 'B']) {
  return compileStrategy({
    version: 1,
    name: 'known',
    symbols,
    rules: { long: { enter, exit: 'close < open' } },
  });
}

describe('what a strategy needs of datasets', () => {
  it('is told for the symbols on whose bars it is read', () => {
    const outcome = compile("fund('pe') < 15 and on('C', surprise('earnings')) > 0 and macro('DGS10') < 4");
    expect(outcome).toMatchObject({
      ok: true,
      strategy: {
        known: [
          { source: 'earnings', dataset: 'earnings', subjects: ['C'] },
          {
            source: 'income',
            dataset: 'fundamentals',
            where: { statement: 'income', periodType: 'quarter' },
            subjects: ['A', 'B'],
            columns: ['dilutedEarningsPerShare', 'periodEnding'],
          },
          {
            source: 'macro',
            dataset: 'economic_indicators',
            subjects: ['DGS10'],
            columns: ['period', 'value'],
          },
        ],
      },
    });
  });

  it('names the first expression that reads it', () => {
    const rules = { long: { enter: 'close > open', exit: "macro('DGS10') > 4 or macro('CPI') > 2" } };
    const outcome = compileStrategy({ version: 1, name: 'known', symbols: ['A'], rules });
    expect(outcome).toMatchObject({ strategy: { known: [{ source: 'macro', path: '/rules/long/exit' }] } });
  });

  it('is nothing where no expression reads any', () => {
    expect(compile('close > open')).toMatchObject({ strategy: { known: [] } });
  });

  it.each([
    ["fund('pee') > 0", 'E_UNKNOWN_NAME', "did you mean 'pe'?"],
    ["surprise('revenue') > 0", 'E_UNKNOWN_NAME', 'known are earnings'],
    ["event_days('split') > 0", 'E_UNKNOWN_NAME', 'known are earnings dividend'],
    ["event_days('earnings').after > 0", 'E_UNKNOWN_NAME', 'it has .until .since'],
    ["macro('') > 0", 'E_UNKNOWN_NAME', undefined],
    ["macro('a b') > 0", 'E_UNKNOWN_NAME', undefined],
    ['fund(pe) > 0', 'E_TYPE', "as in 'SPY'"],
    ['fund() > 0', 'E_ARITY', 'write fund(field)'],
  ])('%s is refused', (enter, code, hint) => {
    const outcome = compile(enter);
    expect(outcome.ok ? [] : outcome.errors[0]).toMatchObject({ code, ...(hint ? { hint } : {}) });
  });

  it('has no two fields of one name', () => {
    expect(new Set(FUND_FIELDS).size).toBe(FUND_FIELDS.length);
  });
});

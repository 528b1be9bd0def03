import fc from 'fast-check';
import { always, xnys, type Timeframe } from '#domain';
import { createBarColumns, PRICE_COLUMNS } from '#database';
import { judgeBars } from './judge-bars.js';

type Values = [stamp: string, price: number, volume?: number];

/** Bars that move a little, so that none repeats the one before by its range alone. */
function barsOf(rows: readonly Values[]) {
  const bars = createBarColumns(rows.length);
  rows.forEach(([stamp, price, volume = 100], row) => {
    bars.openTime[row] = Date.parse(stamp);
    for (const name of PRICE_COLUMNS) bars[name][row] = price;
    bars.high[row] = price + 1;
    bars.volume[row] = volume;
  });
  return bars;
}

function judge(rows: readonly Values[], timeframe: Timeframe = '1d', calendar = xnys, exDate?: string) {
  const actions = exDate === undefined ? [] : [{ exDate, kind: 'split', value: 2 } as const];
  const { bars, doubtful, rejectedCount, warnings } = judgeBars(barsOf(rows), {
    calendar,
    timeframe,
    actions,
  });
  const told = doubtful.map(
    ({ severity, reason, content }) => `${severity}: ${reason} (${content.slice(0, 16)})`,
  );
  expect(bars.length + rejectedCount).toBe(rows.length);
  return { kept: bars.length, told, warnings };
}

describe('a bar on an exchange', () => {
  test.each<[string, Timeframe, string, number]>([
    ['a holiday', '1d', '2024-07-04', 0],
    ['a weekend', '1d', '2024-07-06', 0],
    ['a session', '1d', '2024-07-03', 1],
    ['a session that calendars no longer know', '1d', '1952-05-24', 1],
    ['the first minute before the open', '1m', '2024-07-03T08:00:00Z', 1],
    ['the night', '1m', '2024-07-03T07:59:00Z', 0],
    ['the last minute after a short session', '1m', '2024-07-03T20:59:00Z', 1],
    ['the evening of a short session', '1m', '2024-07-03T21:00:00Z', 0],
    ['a holiday within a day', '1h', '2024-07-04T15:00:00Z', 0],
    ['a week that begins with a holiday', '1w', '2024-09-02', 1],
  ])('of %s (%s) is judged by the session', (_, timeframe, stamp, kept) => {
    expect(judge([[stamp, 10]], timeframe).kept).toBe(kept);
  });

  test('that repeats the one before is kept out', () => {
    const { kept, told } = judge([
      ['2024-07-01', 10],
      ['2024-07-02', 10],
      ['2024-07-03', 11],
    ]);
    expect([kept, told]).toEqual([2, ['error: the bar before is repeated (2024-07-02T00:00)']]);
  });

  test('may repeat the one before where nothing is traded', () => {
    expect(
      judge([
        ['2024-07-01', 10, 0],
        ['2024-07-02', 10, 0],
      ]),
    ).toEqual({ kept: 2, told: [], warnings: {} });
  });

  test('is stored with a warning where its price jumps, unless a corporate action says why', () => {
    const rows: Values[] = [
      ['2024-07-01', 10],
      ['2024-07-02', 5],
    ];
    expect(judge(rows)).toMatchObject({
      kept: 2,
      warnings: { 'the price jumps without a corporate action': 1 },
    });
    expect(judge(rows, '1d', xnys, '2024-07-02')).toMatchObject({ kept: 2, warnings: {} });
    expect(judge(rows, '1d', xnys, '2024-07-01').warnings).not.toEqual({});
  });

  test('is stored with a warning where its volume falls to zero', () => {
    expect(
      judge([
        ['2024-07-01', 10],
        ['2024-07-02', 10, 0],
      ]),
    ).toMatchObject({
      ...{ kept: 2, warnings: { 'the volume falls to zero': 1 } },
    });
  });
});

test('a market that never closes has nothing but warnings', () => {
  const rows: Values[] = [
    ['2024-07-04', 10],
    ['2024-07-05', 10],
    ['2024-07-06', 30],
  ];
  expect(judge(rows, '1d', always)).toMatchObject({
    kept: 3,
    warnings: { 'the bar before is repeated': 1, 'the price jumps without a corporate action': 1 },
  });
});

test('doubts are counted all and told a hundred times', () => {
  const rows = Array.from({ length: 300 }, (_, day): Values => [
    new Date(day * 86_400_000).toISOString(),
    10,
  ]);
  const { told, warnings } = judge(rows, '1d', always);
  expect([told.length, warnings]).toEqual([100, { 'the bar before is repeated': 299 }]);
});

test('what is kept is what was given, in order, without what was told to be kept out', () => {
  const day = fc.record({ gap: fc.integer({ min: 1, max: 4 }), price: fc.integer({ min: 1, max: 4 }) });
  fc.assert(
    fc.property(fc.array(day, { maxLength: 40 }), (days) => {
      let time = Date.parse('2024-06-01');
      const given = barsOf(
        days.map(({ gap, price }) => [new Date((time += gap * 86_400_000)).toISOString(), price]),
      );
      const { bars, doubtful } = judgeBars(given, { calendar: xnys, timeframe: '1d', actions: [] });
      const out = new Set(
        doubtful.filter(({ severity }) => severity === 'error').map(({ content }) => content.slice(0, 24)),
      );
      const expected = [...given.openTime].filter((stamp) => !out.has(new Date(stamp).toISOString()));
      expect([...bars.openTime]).toEqual(expected);
      expect([...bars.close]).toEqual(expected.map((stamp) => given.close[given.openTime.indexOf(stamp)]));
    }),
  );
});

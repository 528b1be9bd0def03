import fc from 'fast-check';
import { always, findCalendar, toDate, type Bar } from '#domain';
import type { BarsAnswer } from '../providers/market-data-provider.js';
import { normaliseBars } from './normalise-bars.js';

const xnys = findCalendar('XNYS')!;
const LATER = Date.parse('2030-01-01');
const bar = (date: string, price = 10, volume = 100): Bar => ({
  ...{ openTime: Date.parse(date), open: price, high: price + 1, low: price - 1, close: price, volume },
});
const answer = (bars: Bar[], change: Partial<BarsAnswer> = {}): BarsAnswer => ({
  ...{ bars, actions: [], adjusted: 'raw' },
  ...change,
});
const datesOf = ({ bars }: { bars: { openTime: Float64Array } }) =>
  Array.from(bars.openTime, (time) => toDate(time));

describe('normaliseBars', () => {
  test('sorts, and keeps equal bars once', () => {
    const result = normaliseBars(
      answer([bar('2024-03-06', 11), bar('2024-03-04'), bar('2024-03-06', 11)]),
      xnys,
      LATER,
    );
    expect([datesOf(result), result.doubtful]).toEqual([['2024-03-04', '2024-03-06'], []]);
  });

  test('leaves out a session that has not closed', () => {
    const bars = answer([bar('2024-07-02'), bar('2024-07-03', 11)]);
    // On the day before Independence Day the exchange closes at one.
    const before = normaliseBars(bars, xnys, Date.parse('2024-07-03T16:59:00Z'));
    const after = normaliseBars(bars, xnys, Date.parse('2024-07-03T17:00:00Z'));
    expect([datesOf(before), datesOf(after)]).toEqual([['2024-07-02'], ['2024-07-02', '2024-07-03']]);
  });

  test.each<[string, Bar[]]>([
    ['XNYS had no session that day', [bar('2024-07-04')]],
    ['high 9 is below low', [{ ...bar('2024-03-04'), high: 9, low: 9.5 }]],
    ['close is not positive', [{ ...bar('2024-03-04'), close: 0 }]],
    ['the time is not a date', [{ ...bar('2024-03-04'), openTime: Date.parse('2024-03-04T14:30:00Z') }]],
    ['another bar of that time came first', [bar('2024-03-04', 10), bar('2024-03-04', 11)]],
  ])('puts aside, because %s', (reason, bars) => {
    const { doubtful } = normaliseBars(answer(bars), xnys, LATER);
    expect(doubtful).toMatchObject([
      { line: 0, content: expect.stringContaining('2024-'), reason: expect.stringContaining(reason) },
    ]);
  });

  test('multiplies split-adjusted prices back', () => {
    const { bars } = normaliseBars(
      answer([bar('2020-08-28', 124.8075, 400), bar('2020-08-31', 129.04, 100)], {
        adjusted: 'split',
        actions: [{ exDate: '2020-08-31', kind: 'split', value: 4 }],
      }),
      xnys,
      LATER,
    );
    expect([Array.from(bars.close), Array.from(bars.volume)]).toEqual([
      [499.23, 129.04],
      [100, 100],
    ]);
  });

  test('gives the same for any order of the rows, and nothing that is broken', () => {
    const price = fc.oneof(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.constantFrom(0, -1, NaN));
    const row = fc
      .record({ day: fc.integer({ min: 0, max: 40 }), open: price, high: price, low: price, close: price })
      .map(({ day, ...prices }): Bar => ({
        openTime: Date.parse('2024-01-01') + day * 86_400_000,
        ...prices,
        volume: 1,
      }));
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ openTime }) => openTime }), (rows) => {
        const forward = normaliseBars(answer(rows), always, LATER);
        const backward = normaliseBars(answer([...rows].reverse()), always, LATER);
        expect(forward).toEqual(backward);
        expect(forward.bars.length + forward.rejectedCount).toBe(rows.length);
        expect([...datesOf(forward)].sort()).toEqual(datesOf(forward));
      }),
    );
  });
});

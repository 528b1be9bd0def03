import fc from 'fast-check';
import { faultOfBar, findCalendar, toDate } from '#domain';
import { simulateDays } from './simulate-days.js';

const xnys = findCalendar('XNYS')!;
const DAY = 86_400_000;
const date = fc
  .integer({ min: Date.parse('2000-01-01') / DAY, max: Date.parse('2027-01-01') / DAY })
  .map((day) => toDate(day * DAY));

describe('the simulated market', () => {
  test('shows the same rows in any window', () => {
    const whole = simulateDays(1, 'ACME', xnys, '2027-01-01').since('2000-01-01');
    fc.assert(
      fc.property(date, date, (one, other) => {
        const [from, to] = [one, other].sort();
        const part = simulateDays(1, 'ACME', xnys, to).since(from);
        const lies = (at: string) => at >= from && at <= to;
        expect(part.bars).toEqual(whole.bars.filter(({ openTime }) => lies(toDate(openTime))));
        expect(part.actions).toEqual(whole.actions.filter(({ exDate }) => lies(exDate)));
      }),
      { numRuns: 10 },
    );
  });

  test('has a sound bar for every session, and splits and dividends, whatever seed and symbol', () => {
    fc.assert(
      fc.property(fc.nat(), fc.stringMatching(/^[A-Z]{1,5}$/), (seed, symbol) => {
        const { bars } = simulateDays(seed, symbol, xnys, '2026-12-31').since('2000-01-01');
        expect(bars.map(({ openTime }) => toDate(openTime))).toEqual(
          xnys.sessions('2000-01-01', '2026-12-31').map((session) => session.date),
        );
        expect(bars.map(faultOfBar).filter(Boolean)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  test('splits dear shares and lets the price fall by the same factor', () => {
    const markets = ['ACME', 'BOLT', 'CORE', 'DUNE', 'ECHO', 'FERN'].map((symbol) =>
      simulateDays(1, symbol, xnys, '2026-12-31').since('2000-01-01'),
    );
    const { bars, actions } = markets.find((market) => market.actions.some(({ kind }) => kind === 'split'))!;
    const split = actions.find(({ kind }) => kind === 'split')!;
    const day = bars.findIndex(({ openTime }) => openTime === Date.parse(split.exDate));
    expect(bars[day - 1].close / bars[day].open).toBeCloseTo(split.value, 0);
    expect(markets.some((market) => market.actions.some(({ kind }) => kind === 'dividend'))).toBe(true);
  });

  test('is another market for another seed and another symbol', () => {
    const closes = [
      [1, 'A'],
      [2, 'A'],
      [1, 'B'],
    ].map(
      ([seed, symbol]) =>
        simulateDays(Number(seed), String(symbol), xnys, '2020-01-10').since('2020-01-09').bars[0].close,
    );
    expect(new Set(closes).size).toBe(3);
  });
});

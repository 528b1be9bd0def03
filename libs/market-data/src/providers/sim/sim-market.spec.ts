import fc from 'fast-check';
import { always, faultOfBar, toDate, xnys } from '#domain';
import { simulateMinutes } from './minute-path.js';
import { createDraws } from './seeded-draws.js';
import { SimMarket } from './sim-market.js';

const DAY = 86_400_000;
const date = fc
  .integer({ min: Date.parse('2000-01-01') / DAY, max: Date.parse('2027-01-01') / DAY })
  .map((day) => toDate(day * DAY));
const symbol = fc.stringMatching(/^[A-Z]{1,5}$/);

describe('the simulated market', () => {
  const market = new SimMarket(1);

  test('shows the same sessions in any window, whatever was asked before', () => {
    const whole = new SimMarket(1).days('ACME', '2000-01-01', '2027-01-01');
    fc.assert(
      fc.property(date, date, fc.boolean(), (one, other, isNew) => {
        const [from, to] = [one, other].sort();
        const part = (isNew ? new SimMarket(1) : market).days('ACME', from, to);
        expect(part).toEqual(whole.filter(({ session }) => session.date >= from && session.date <= to));
      }),
      { numRuns: 20 },
    );
  });

  test('has a sound bar for every session, whatever seed and symbol', () => {
    fc.assert(
      fc.property(fc.nat(), symbol, (seed, name) => {
        const days = new SimMarket(seed).days(name, '2000-01-01', '2026-12-31');
        expect(days.map(({ session }) => session)).toEqual(xnys.sessions('2000-01-01', '2026-12-31'));
        expect(days.map(({ bar }) => faultOfBar(bar)).filter(Boolean)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  test('trades pairs of currencies on every day, without splits and dividends', () => {
    const days = market.days('BTCUSD', '2020-01-01', '2020-12-31');
    expect(days).toHaveLength(366);
    expect(market.days('BTCUSD', '2020-01-01', '2020-12-31', always)).toEqual(days);
    expect(days.filter(({ split, dividend }) => split ?? dividend)).toEqual([]);
  });

  test('splits dear shares: the price falls by the factor and the shares rise by it', () => {
    const days = market.days('BOLT', '2000-01-01', '2026-12-31');
    const at = days.findIndex(({ split }) => split);
    const [before, day] = days.slice(at - 1, at + 1);
    expect(before.bar.close / day.bar.open).toBeCloseTo(day.split!, 0);
    expect(day.shares / before.shares).toBeCloseTo(day.split!, 6);
  });

  test('pays what was declared twenty sessions before, on the shares of the ex-date', () => {
    const days = market.days('CORE', '2000-01-01', '2026-12-31');
    const paid = days.filter(({ dividend }) => dividend);
    expect(paid.length).toBeGreaterThan(80);
    for (const { session, dividend } of paid) {
      const between = days.filter(
        (each) => each.session.date > dividend!.declaration.date && each.session.date <= session.date,
      );
      expect(between).toHaveLength(20);
    }
  });

  test('is another market for another seed and another symbol', () => {
    const closes = [
      [1, 'A'],
      [2, 'A'],
      [1, 'B'],
    ].map(
      ([seed, name]) =>
        new SimMarket(Number(seed)).days(String(name), '2020-01-09', '2020-01-09')[0].bar.close,
    );
    expect(new Set(closes).size).toBe(3);
  });
});

test('the minutes of a day begin at its open, end at its close, reach its high and low and stay within', () => {
  const minutes = fc.constantFrom(180, 210, 390, 1_440);
  fc.assert(
    fc.property(
      fc.nat(),
      minutes,
      fc.array(fc.integer({ min: 50, max: 90_000 }), { minLength: 4, maxLength: 4 }),
      (seed, length, cents) => {
        const [low, open, close, high] = cents.sort((one, other) => one - other).map((price) => price / 100);
        const path = simulateMinutes(
          createDraws(seed),
          { openTime: 0, open, high, low, close, volume: 0 },
          length,
        );
        expect([path.length, path[0], path[length]]).toEqual([length + 1, open, close]);
        expect([Math.min(...path), Math.max(...path)]).toEqual([low, high]);
      },
    ),
  );
});

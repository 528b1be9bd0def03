import fc from 'fast-check';
import { xnys, type DatasetRow } from '#domain';
import { NOW, pricesOf, rowsOf, SHARES } from '../testing/sim-rows.js';

const DAY = 86_400_000;

describe('sim: quotes', () => {
  const minute = fc.integer({ min: 0, max: 60 * 24 * 400 }).map((count) => NOW - count * 60_000);

  test('lie within the day, bid below ask, and end where the daily bar does', async () => {
    await fc.assert(
      fc.asyncProperty(minute, async (now) => {
        for (const quote of await rowsOf('stock_quotes', { now, subjects: SHARES })) {
          const { high, low, lastPrice, bid, ask, yearHigh, yearLow, lastTimestamp } = quote;
          expect(lastPrice >= low! && lastPrice <= high!).toBe(true);
          expect(bid! < ask! && yearLow! <= low! && yearHigh! >= high!).toBe(true);
          expect(lastTimestamp).toBeLessThanOrEqual(now);
          expect(quote.marketState === 'regular').toBe(xnys.isOpen(now));
        }
      }),
      { numRuns: 40 },
    );
    const [evening] = await rowsOf('stock_quotes', {
      now: Date.parse('2026-11-20T22:00:00Z'),
      subjects: ['ACME'],
    });
    const { bars } = await pricesOf('ACME', '2026-11-20');
    const { open, high, low, close, volume } = bars[0];
    expect(evening).toMatchObject({ open, high, low, lastPrice: close, volume, marketState: 'post' });
    expect(xnys.isOpen(evening.lastTimestamp)).toBe(true);
  });
});

describe('sim: option chains', () => {
  test('respect put-call parity within bid and ask', async () => {
    const rows = await rowsOf('options_chain', { subjects: SHARES });
    const puts = new Map(rows.filter((row) => row.optionType === 'put').map((row) => [pairOf(row), row]));
    for (const call of rows.filter((row) => row.optionType === 'call')) {
      const put = puts.get(pairOf(call))!;
      const { close } = xnys.sessions(call.expiration, call.expiration)[0];
      // Whatever the rate is: it lies in between.
      const years = (close - NOW) / (365 * DAY);
      const [least, most] = [0, 0.06].map(
        (rate) => call.underlyingPrice! - call.strike * Math.exp(-rate * years),
      );
      expect(call.bid! - put.ask!).toBeLessThanOrEqual(most);
      expect(call.ask! - put.bid!).toBeGreaterThanOrEqual(least);
      expect(call.delta! - put.delta!).toBeCloseTo(1, 5);
      expect([call.gamma, call.vega, call.impliedVolatility]).toEqual([
        put.gamma,
        put.vega,
        put.impliedVolatility,
      ]);
    }
  });

  test('have the nearest Fridays, or the session before one that is a holiday, and symbols as OCC writes them', async () => {
    const now = Date.parse('2027-03-22T15:00:00Z');
    const rows = await rowsOf('options_chain', { subjects: ['ACME'], now });
    expect([...new Set(rows.map(({ expiration }) => expiration))]).toEqual([
      '2027-03-25',
      '2027-04-02',
      '2027-04-09',
      '2027-04-16',
    ]);
    expect(rows.filter(({ contractSymbol }) => !/^ACME27\d{4}[CP]\d{8}$/.test(contractSymbol))).toEqual([]);
    expect(rows.filter(({ bid, ask }) => bid! >= ask! || bid! < 0)).toEqual([]);
  });
});

const pairOf = ({ symbol, expiration, strike }: DatasetRow<'options_chain'>) =>
  `${symbol} ${expiration} ${strike}`;

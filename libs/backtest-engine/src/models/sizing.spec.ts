import fc from 'fast-check';
import { OrderRole, Order, SizeKind } from '../order.js';
import { OrderRecord } from '../record/order-record.js';
import { LinearCommission } from './commission.js';
import { AskedSizeSizing, floorDivide, SolvedSizing, type EntryQuote } from './sizing.js';

function orderOf(size: number, sizeKind: SizeKind): Order {
  const orders = new OrderRecord(['X'], new Float64Array(2));
  const id = orders.add(OrderRole.entry, 0, size, sizeKind, NaN, NaN, 1, '');
  return new Order(orders, id, OrderRole.entry, 0, 1, sizeKind, undefined, 1, '', '');
}

const quoteOf = (price: number, freeLiquidity: number, leverage = 1): EntryQuote => ({
  price,
  rawPrice: price,
  freeLiquidity,
  equity: freeLiquidity,
  leverage,
  isMaker: false,
  traded: 0,
  most: Infinity,
});

const free = (rate = 0, fixed = 0, perShare = 0, minimum = 0) =>
  new LinearCommission({ rate, fixed, perShare, minimum });

describe('whole units in a budget', () => {
  it('never counts one that does not quite fit, though the quotient rounds up to it', () => {
    expect(floorDivide(10_000 * (1 - 2 ** -52), 100)).toBe(99);
    expect(floorDivide(1, 0.1)).toBe(9);
    expect(floorDivide(10, 5)).toBe(2);
  });

  it('divides a fixed fee by the fraction that was asked for, as the peer does', () => {
    const order = orderOf(0.5, SizeKind.freeLiquidity);
    expect(new AskedSizeSizing(free(0, 20), true).unitsOf(order, quoteOf(100, 1000))).toBe(3);
    expect(new SolvedSizing(free(0, 20), true).unitsOf(order, quoteOf(100, 1000))).toBe(4);
  });
});

describe('sizes that are solved for', () => {
  const given = fc.record({
    price: fc.double({ min: 0.01, max: 5000, noNaN: true }),
    money: fc.double({ min: 1, max: 1e7, noNaN: true }),
    fraction: fc.double({ min: 0.01, max: 1, noNaN: true }),
    leverage: fc.constantFrom(1, 2, 10),
    commission: fc.record({
      rate: fc.constantFrom(0, 0.001, 0.05),
      fixed: fc.constantFrom(0, 7),
      perShare: fc.constantFrom(0, 0.01),
      minimum: fc.constantFrom(0, 3),
    }),
  });

  it('are the most that can be paid together with their fee, and are never turned down', () => {
    fc.assert(
      fc.property(given, ({ price, money, fraction, leverage, commission }) => {
        const model = new LinearCommission(commission);
        const sizing = new SolvedSizing(model, true);
        const order = orderOf(fraction, SizeKind.freeLiquidity);
        const quote = quoteOf(price, money, leverage);
        const units = sizing.unitsOf(order, quote);
        const budget = money * leverage * fraction;
        const cost = (count: number): number => count * price + model.fee(count, price);
        expect(Number.isInteger(units)).toBe(true);
        if (units > 0) expect(cost(units)).toBeLessThanOrEqual(budget * (1 + 1e-11));
        if (units > 0) expect(sizing.isAffordable(order, units, quote)).toBe(true);
        expect(cost(units + 1)).toBeGreaterThan(budget * (1 - 1e-11));
      }),
      { numRuns: 2000, seed: 20240101 },
    );
  });
});

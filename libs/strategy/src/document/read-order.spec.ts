import fc from 'fast-check';
import { compileStrategy } from '../compile-strategy.js';

function compile(order: object, more: object = {}) {
  const long = { enter: 'close > 100', exit: 'close < 90', order, ...more };
  return compileStrategy({ version: 1, name: 'test', symbols: ['A', 'B'], rules: { long } });
}

function faultsOf(order: object, more: object = {}): [string, string][] {
  const compiled = compile(order, more);
  const prefix = '/rules/long/';
  return compiled.ok ? [] : compiled.errors.map(({ path, code }) => [path.replace(prefix, ''), code]);
}

function canonicalOf(order: object): unknown {
  const compiled = compile(order);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const { rules } = compiled.strategy.canonical as { rules: { long: { order: unknown } } };
  return rules.long.order;
}

describe('the order of an entry', () => {
  it('keeps the canonical form that it had where nothing new is stated', () => {
    expect(canonicalOf({ kind: 'limit', price: 'low', expire: 3 })).toEqual({
      kind: 'limit',
      price: 'low',
      expire: 3,
    });
    expect(canonicalOf({ kind: 'market', time_in_force: 'gtc', oco: false })).toEqual({ kind: 'market' });
  });

  it('reads how a stop follows, how long an order waits and beside what', () => {
    expect(canonicalOf({ kind: 'trailing_stop', distance: '3*atr(14)', time_in_force: 'day' })).toEqual({
      kind: 'trailing_stop',
      distance: '3 * atr(14)',
      time_in_force: 'day',
    });
    const compiled = compile({
      ...{ kind: 'stop', price: 'high', oco: true },
      ...{ time_in_force: 'gtd', good_till: '2024-06-28' },
    });
    expect(compiled.ok && compiled.strategy.rules?.long?.order).toMatchObject({
      timeInForce: 'gtd',
      goodTill: Date.UTC(2024, 5, 29),
      oco: true,
    });
    const instant = compile({
      kind: 'limit',
      price: 1,
      time_in_force: 'gtd',
      good_till: '2024-06-28T16:00:00-04:00',
    });
    expect(instant.ok && instant.strategy.rules?.long?.order.goodTill).toBe(Date.UTC(2024, 5, 28, 20));
  });

  it.each<[string, object, [string, string][]]>([
    ['a trailing stop without a distance', { kind: 'trailing_stop' }, [['order/distance', 'E_SCHEMA']]],
    [
      'a trailing stop with two',
      { kind: 'trailing_stop', distance: 1, percent: '1%' },
      [['order/percent', 'E_CONFLICT']],
    ],
    [
      'a price on a trailing stop, a distance on a limit',
      { kind: 'limit', price: 1, distance: 1 },
      [['order/distance', 'E_CONFLICT']],
    ],
    ['a date without gtd', { kind: 'market', good_till: '2024-01-01' }, [['order/good_till', 'E_CONFLICT']]],
    ['gtd without a date', { kind: 'market', time_in_force: 'gtd' }, [['order/good_till', 'E_SCHEMA']]],
    [
      'a date that is none',
      { kind: 'market', time_in_force: 'gtd', good_till: 'tomorrow' },
      [['order/good_till', 'E_SCHEMA']],
    ],
    [
      'a day that its month does not have',
      { kind: 'market', time_in_force: 'gtd', good_till: '2024-02-30T10:00:00Z' },
      [['order/good_till', 'E_SCHEMA']],
    ],
    ['an unknown life', { kind: 'market', time_in_force: 'fok' }, [['order/time_in_force', 'E_SCHEMA']]],
    [
      'two ends',
      { kind: 'limit', price: 1, time_in_force: 'day', expire: 3 },
      [['order/expire', 'E_CONFLICT']],
    ],
    ['a market order beside another', { kind: 'market', oco: true }, [['order/oco', 'E_CONFLICT']]],
  ])('refuses %s', (_title, order, faults) => {
    expect(faultsOf(order)).toEqual(faults);
  });

  it('has the legs of a basket trade together', () => {
    const basket = {
      enter: 'month == 1',
      exit: undefined,
      legs: [
        { symbol: 'A', weight: 1 },
        { symbol: 'B', weight: -1 },
      ],
    };
    expect(faultsOf({ kind: 'moc' }, basket)).toEqual([]);
    expect(faultsOf({ kind: 'limit', price: 5 }, basket)).toEqual([['order/kind', 'E_CONFLICT']]);
  });

  it('is taken or refused, whatever stands in it, and its canonical form gives itself', () => {
    const slot = fc.oneof(fc.constantFrom('close', 'atr(5)', '5%', 1), fc.anything());
    const anyOrder = fc.record(
      {
        kind: fc.oneof(fc.constantFrom('limit', 'stop', 'stop_limit', 'trailing_stop', 'moc'), fc.anything()),
        ...{
          price: slot,
          limit: slot,
          distance: slot,
          percent: slot,
          expire: fc.oneof(fc.nat(9), fc.anything()),
        },
        time_in_force: fc.oneof(fc.constantFrom('gtc', 'day', 'gtd', 'ioc'), fc.anything()),
        good_till: fc.oneof(fc.constantFrom('2024-02-30', '2024-06-28', '2024-06-28T10:00Z'), fc.anything()),
        oco: fc.oneof(fc.boolean(), fc.anything()),
      },
      { requiredKeys: ['kind'] },
    );
    fc.assert(
      fc.property(anyOrder, (order) => {
        const compiled = compile(order);
        if (!compiled.ok) return;
        const again = compileStrategy(compiled.strategy.canonical);
        expect(again.ok && again.strategy.strategyHash).toBe(compiled.strategy.strategyHash);
      }),
      { numRuns: 2000, seed: 20240101 },
    );
  });
});

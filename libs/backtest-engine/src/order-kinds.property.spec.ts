import fc from 'fast-check';
import type { TimedAction } from '#domain';
import { runDrawn, type Drawn, type DrawnRun, type DrawnWorld, type Script } from '../testing/drawn-run.js';
import type { DecisionContext } from './decision-context.js';
import type { EntryRequest } from './entry-request.js';
import type { TrailingStop } from './models/trailing-stop.js';
import type { Order } from './order.js';

const price = fc.integer({ min: 50, max: 200 });
const bar = fc.tuple(price, price, price, price).map((prices): Drawn => {
  return [prices[0], Math.max(...prices), Math.min(...prices), prices[3]];
});
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const trail: fc.Arbitrary<TrailingStop> = fc.oneof(
  fc.record({ distance: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ percent: fc.constantFrom(0.02, 0.1) }),
);
const START = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

const entry = fc.record({
  units: fc.integer({ min: 1, max: 8 }),
  limit: maybe(price),
  stop: maybe(price),
  trail: maybe(trail),
  stopTrail: maybe(trail),
  onClose: fc.boolean(),
  most: maybe(fc.integer({ min: 50, max: 1500 })),
  timeInForce: fc.constantFrom('gtc', 'day', 'gtd', 'ioc'),
  goodTill: fc.integer({ min: 1, max: 20 }).map((day) => START + day * DAY),
});

const action = fc.record({
  kind: fc.constantFrom('buy', 'sell', 'pair', 'close', 'close_on_close', 'trail'),
  entry,
  other: entry,
  trail,
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const commission = fc.constantFrom(
  { rate: 0, fixed: 0, perShare: 0, minimum: 0 },
  { rate: 0.001, fixed: 1, perShare: 0.1, minimum: 2, maximum: 5 },
  { rate: 0, fixed: 0, perShare: 0, minimum: 0, maker: 0.001, taker: 0.003 },
  {
    ...{ rate: 0, fixed: 0, perShare: 0, minimum: 0 },
    tiers: [
      { from: 0, rate: 0.01 },
      { from: 800, rate: 0.001 },
    ],
  },
);

const scenario = fc.record({
  bars: fc.array(bar, { minLength: 4, maxLength: 25 }),
  actions: fc.array(action, { maxLength: 25 }),
  splits: fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.constantFrom(2, 1.5, 0.5)), { maxLength: 2 }),
  dividends: fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 2 }),
  costs: fc.record({ commission, spread: fc.constantFrom(0, 0.001) }),
  execution: fc.record({
    margin: fc.constantFrom(1, 0.3),
    maintenanceMargin: maybe(fc.constant(0.25)),
    hedging: fc.boolean(),
    exclusiveOrders: maybe(fc.boolean()),
    wholeUnits: fc.boolean(),
  }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

/** Stops on the side where they wait, so that a bracket is never at fault. */
function act(
  context: DecisionContext,
  { kind, entry: one, other, trail: by }: Action,
  pairs: Order[][],
): void {
  const place = (request: EntryRequest, isBuy: boolean) =>
    isBuy ? context.buy(request) : context.sell(request);
  if (kind === 'buy' || kind === 'sell') place(one, kind === 'buy');
  else if (kind === 'pair') {
    const first = place(one, true);
    const second = place({ ...other, oco: first }, false);
    if (first !== undefined && second !== undefined) pairs.push([first, second]);
  } else
    for (const trade of context.trades) {
      if (kind === 'close') context.closeTrade(trade, 0.5);
      else if (kind === 'close_on_close') context.closeTradeOnClose(trade);
      else context.setTrailingStop(trade, by);
    }
}

function run(given: Scenario, world: DrawnWorld = {}, pairs: Order[][] = []): DrawnRun {
  const script: Record<number, Script[number]> = {};
  given.actions.forEach((one, index) => (script[index + 1] = (context) => act(context, one, pairs)));
  const actions: TimedAction[] = [
    ...given.splits.map(([day, value]) => ({
      symbol: 'X',
      kind: 'split' as const,
      value,
      at: START + day * DAY,
    })),
    ...given.dividends.map((day) => ({
      symbol: 'X',
      kind: 'dividend' as const,
      value: 1,
      at: START + day * DAY,
    })),
  ].sort((left, right) => left.at - right.at);
  const { costs, execution } = given;
  return runDrawn(given.bars, script, { capital: 3000, costs, execution, actions, adjust: 'raw', ...world });
}

const isRuined = ({ outcome }: DrawnRun) => outcome.warnings.some(({ code }) => code === 'W_RUIN');
const RUNS = { numRuns: 400, seed: 20240101 };

describe('any sequence of orders of any kind', () => {
  it('ends with the capital, the profits, the dividends and what is open', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const outcome = run(given);
        fc.pre(!isRuined(outcome));
        const { trades, open, equity } = outcome;
        const realised = trades.reduce((sum, trade) => sum + Number(trade.pnl), 0);
        const unrealised = open.reduce(
          (sum, trade) => sum + Number(trade.unrealised_pnl) - Number(trade.commission),
          0,
        );
        const { dividendCash } = outcome.outcome.corporateActions;
        expect(equity[equity.length - 1]).toBeCloseTo(3000 + realised + unrealised + dividendCash, 6);
      }),
      RUNS,
    );
  });

  it('fills inside the range of its bar where nothing is charged, and never before it was placed', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const { orders } = run(given, { costs: {} });
        for (const order of orders.filter(({ status }) => status === 'filled')) {
          const [, high, low] = given.bars[Number(order.filled_bar)];
          expect(Number(order.filled_bar)).toBeGreaterThan(
            Number(order.placed_bar) - (order.kind === 'stop_loss' ? 1 : 0),
          );
          expect(Number(order.filled_price)).toBeLessThanOrEqual(high);
          expect(Number(order.filled_price)).toBeGreaterThanOrEqual(low);
        }
      }),
      RUNS,
    );
  });

  it('holds what was bought and not sold, as long as nothing but orders moved units', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const outcome = run({ ...given, splits: [] });
        const { orders, open, trades } = outcome;
        const forced = trades.some(({ exit_reason: why }) => why === 'ruin' || why === 'margin_call');
        fc.pre(!forced && !orders.some(({ reason }) => reason === 'insufficient_liquidity'));
        const moved = orders
          .filter(({ status }) => status === 'filled')
          .reduce((sum, order) => sum + Number(order.filled_size), 0);
        expect(moved).toBeCloseTo(
          open.reduce((sum, trade) => sum + Number(trade.size), 0),
          9,
        );
      }),
      RUNS,
    );
  });

  it('fills one of two that cancel each other at most', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const pairs: Order[][] = [];
        const { orders } = run(given, {}, pairs);
        for (const pair of pairs) {
          expect(pair.filter(({ id }) => orders[id].status === 'filled').length).toBeLessThan(2);
        }
      }),
      RUNS,
    );
  });

  it('keeps no order beyond its time', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const lives: [Order, string][] = [];
        const script: Record<number, Script[number]> = {};
        given.actions.forEach(({ entry: one }, index) => {
          script[index + 1] = (context) => {
            const order = context.buy(one);
            if (order !== undefined) lives.push([order, one.timeInForce]);
          };
        });
        const { orders } = runDrawn(given.bars, script, { capital: 3000 });
        for (const [{ id }, life] of lives) {
          const { status, placed_bar: placed, filled_bar: filled } = orders[id];
          if (life !== 'day' && life !== 'ioc') continue;
          if (status === 'filled') expect(filled).toBe(Number(placed) + 1);
          else if (Number(placed) < given.bars.length - 1) expect(status).not.toBe('pending');
        }
      }),
      RUNS,
    );
  });

  it('cannot change what came before by what comes after', () => {
    fc.assert(
      fc.property(scenario, fc.array(bar, { minLength: 1, maxLength: 5 }), (given, later) => {
        const short = run(given);
        const long = run({ ...given, bars: [...given.bars, ...later] });
        expect(long.equity.slice(0, given.bars.length)).toEqual(short.equity);
      }),
      RUNS,
    );
  });
});

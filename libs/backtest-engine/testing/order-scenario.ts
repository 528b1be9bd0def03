import fc from 'fast-check';
import type { TimedAction } from '#domain';
import type { DecisionContext } from '../src/decision-context.js';
import type { EntryRequest } from '../src/entry-request.js';
import type { TrailingStop } from '../src/models/trailing-stop.js';
import type { Order } from '../src/order.js';
import type { Drawn, DrawnWorld, Script } from './drawn-run.js';

const price = fc.integer({ min: 50, max: 200 });
export const bar = fc.tuple(price, price, price, price).map((prices): Drawn => {
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

/** Bars, what to order at their closes, and a world to do it in. */
export const scenario = fc.record({
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
export type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

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

/** The orders of a scenario; those of which one cancels the other are added to `pairs`. */
export function scriptOf({ actions }: Scenario, pairs: Order[][] = []): Script {
  const script: Record<number, Script[number]> = {};
  actions.forEach((one, index) => (script[index + 1] = (context) => act(context, one, pairs)));
  return script;
}

export function worldOf({ splits, dividends, costs, execution }: Scenario): DrawnWorld {
  const actions: TimedAction[] = [
    ...splits.map(([day, value]) => ({ symbol: 'X', kind: 'split' as const, value, at: START + day * DAY })),
    ...dividends.map((day) => ({ symbol: 'X', kind: 'dividend' as const, value: 1, at: START + day * DAY })),
  ].sort((left, right) => left.at - right.at);
  return { capital: 3000, costs, execution, actions, adjust: 'raw' };
}

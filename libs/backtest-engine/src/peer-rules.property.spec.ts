import fc from 'fast-check';
import { PlainPeer, type PlainRequest, type PlainWorld } from '../testing/plain-peer.js';
import { runDrawn, type Drawn, type Script } from '../testing/drawn-run.js';
import type { DecisionContext } from './decision-context.js';

/** Prices on a coarse grid meet stops, limits and each other to the last digit. */
const price = fc.integer({ min: 40, max: 80 }).map((half) => half / 2 + 60);

const bar: fc.Arbitrary<Drawn> = fc.tuple(price, price, price, price).map((prices): Drawn => {
  return [prices[0], Math.max(...prices), Math.min(...prices), prices[3]];
});

interface Action {
  kind: 'enter' | 'close' | 'close_oldest' | 'cancel' | 'stop' | 'target';
  direction: 1 | -1;
  size: number | undefined;
  limit: number | undefined;
  stop: number | undefined;
  /** Distances of stop-loss and take-profit from the price that the entry goes by. */
  below: number | undefined;
  above: number | undefined;
  portion: number;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const distance = maybe(fc.integer({ min: 1, max: 12 }));

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('enter', 'enter', 'enter', 'close', 'close_oldest', 'cancel', 'stop', 'target'),
  direction: fc.constantFrom(1, -1),
  size: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(0.1, 0.25, 0.5, 0.9, undefined)),
  limit: maybe(price),
  stop: maybe(price),
  below: distance,
  above: distance,
  portion: fc.constantFrom(1, 0.5, 0.3, 0.25),
});

const world: fc.Arbitrary<PlainWorld> = fc.record({
  warmup: fc.constantFrom(0, 0, 0, 1, 3),
  cash: fc.constantFrom(300, 2000, 20_000),
  rate: fc.constantFrom(0, 0.001, 0.02, -0.0005),
  fixed: fc.constantFrom(0, 0, 3),
  spread: fc.constantFrom(0, 0, 0.002),
  margin: fc.constantFrom(1, 0.5, 0.1),
  tradeOnClose: fc.boolean(),
  hedging: fc.boolean(),
  exclusive: fc.boolean(),
  finalize: fc.boolean(),
});

const scenario = fc.record({
  bars: fc.array(bar, { minLength: 1, maxLength: 14, size: 'max' }),
  actions: fc.array(fc.array(action, { maxLength: 3, size: 'max' }), {
    minLength: 4,
    maxLength: 13,
    size: 'max',
  }),
  world,
});

function toPrices({ direction, limit, stop, below, above }: Action, close: number): PlainRequest {
  const reference = limit ?? stop ?? close;
  // A percent beyond the spread, which the price of the entry has on it.
  const away = (one: number | undefined, sign: number) =>
    one === undefined ? undefined : reference * (1 + (sign * one) / 100);
  const [sl, tp] = direction > 0 ? [away(below, -1), away(above, 1)] : [away(above, 1), away(below, -1)];
  return { limit, stop, sl, tp };
}

function actOnPeer(peer: PlainPeer, one: Action, close: number, tag: string): void {
  const { kind, direction, size, portion, below, above } = one;
  if (kind === 'enter') peer.enter(direction, { ...toPrices(one, close), size, tag });
  else if (kind === 'close') for (const trade of peer.trades) peer.close(trade, portion);
  else if (kind === 'close_oldest') {
    if (peer.trades.length > 0) peer.close(peer.trades[0], portion);
  } else if (kind === 'cancel') peer.cancelEntries();
  else if (kind === 'stop')
    for (const trade of peer.trades) peer.setStop(trade, close - Math.sign(trade.size) * (below ?? 1));
  else for (const trade of peer.trades) peer.setTarget(trade, close + Math.sign(trade.size) * (above ?? 1));
}

function actOnEngine(context: DecisionContext, one: Action, close: number, tag: string): void {
  const { kind, direction, size, portion, below, above } = one;
  const { trades } = context;
  if (kind === 'enter') {
    const { limit, stop, sl: stopLoss, tp: takeProfit } = toPrices(one, close);
    const sized = size === undefined ? {} : size >= 1 ? { units: size } : { fraction: size };
    const request = { ...sized, limit, stop, stopLoss, takeProfit, tag };
    if (direction > 0) context.buy(request);
    else context.sell(request);
  } else if (kind === 'close') context.closePosition(portion);
  else if (kind === 'close_oldest') {
    if (trades.length > 0) context.closeTrade(trades[0], portion);
  } else if (kind === 'cancel') context.cancelEntries();
  else if (kind === 'stop')
    for (const trade of trades) context.setStopLoss(trade, close - Math.sign(trade.size) * (below ?? 1));
  else for (const trade of trades) context.setTakeProfit(trade, close + Math.sign(trade.size) * (above ?? 1));
}

/** Numbers as far as they can be expected to agree: the order of sums differs. */
const rounded = (value: number): number | string =>
  Number.isNaN(value) ? 'none' : Number(value.toPrecision(11));

describe('preset backtesting_py', () => {
  it('does what its rules say, whatever is ordered', () => {
    let closed = 0;
    fc.assert(
      fc.property(scenario, ({ bars, actions, world: given }) => {
        const peer = new PlainPeer(bars, given);
        peer.run((at) =>
          actions[at - 1]?.forEach((one, k) => actOnPeer(peer, one, bars[at][3], `${at}.${k}`)),
        );
        const script: Record<number, Script[number]> = {};
        actions.forEach((ones, index) => {
          script[index + 1] = (context) =>
            ones.forEach((one, k) => actOnEngine(context, one, bars[index + 1][3], `${index + 1}.${k}`));
        });
        const { rate, fixed, spread } = given;
        const run = runDrawn(bars, script, {
          preset: 'backtesting_py',
          capital: given.cash,
          costs: { spread, commission: { rate, fixed, perShare: 0, minimum: 0 } },
          execution: {
            fill: given.tradeOnClose ? 'close' : 'next_open',
            margin: given.margin,
            hedging: given.hedging,
            exclusiveOrders: given.exclusive,
            finalizeTrades: given.finalize,
            warmupBars: given.warmup,
          },
        });
        closed += run.trades.length;
        expect(
          run.trades.map((trade) => [
            ...[trade.tag, trade.entry_bar, trade.exit_bar],
            ...[trade.size, trade.entry_price, trade.exit_price, trade.pnl, trade.commission].map((value) =>
              rounded(Number(value)),
            ),
            ...[trade.return_pct, trade.stop, trade.target].map((value) => rounded(Number(value))),
          ]),
        ).toEqual(
          peer.closed.map((trade) => [
            ...[trade.tag, trade.entryBar, trade.exitBar],
            ...[trade.size, trade.entry, trade.exit, trade.pnl, trade.commission].map(rounded),
            ...[trade.return * 100, trade.sl, trade.tp].map(rounded),
          ]),
        );
        expect(run.open.map((trade) => [trade.tag, trade.size, rounded(Number(trade.entry_price))])).toEqual(
          peer.trades.map((trade) => [trade.tag, trade.size, rounded(trade.entry)]),
        );
        expect(run.orders.filter(({ status }) => status === 'pending')).toHaveLength(peer.orders.length);
        expect(run.equity.map(rounded)).toEqual(peer.equity.map(rounded));
      }),
      { numRuns: 1_000, seed: 20240101 },
    );
    expect(closed).toBeGreaterThan(1_000);
  });
});

import fc from 'fast-check';
import { runDrawn, type DrawnRun, type DrawnWorld, type Script } from '../testing/drawn-run.js';
import { bar, scenario, scriptOf, worldOf, type Scenario } from '../testing/order-scenario.js';
import type { Order } from './order.js';

function run(given: Scenario, world: DrawnWorld = {}, pairs: Order[][] = []): DrawnRun {
  return runDrawn(given.bars, scriptOf(given, pairs), { ...worldOf(given), ...world });
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

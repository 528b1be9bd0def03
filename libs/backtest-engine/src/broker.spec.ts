import { BarkeepError } from '#domain';
import { runDrawn, type Drawn, type DrawnWorld, type Script } from '../testing/drawn-run.js';

const quiet: Drawn = [100, 101, 99, 100];
const peer: DrawnWorld = { preset: 'backtesting_py' };

describe('sizes', () => {
  it('buys all that the account carries, to the last unit', () => {
    const { open } = runDrawn([quiet, quiet, quiet], { 1: (context) => context.buy() });
    expect(open[0].size).toBe(10);
  });

  it('leaves one unit out under backtesting_py, whose everything is a trifle less than 1', () => {
    const { open } = runDrawn([quiet, quiet, quiet], { 1: (context) => context.buy() }, peer);
    expect(open[0].size).toBe(9);
  });

  it('leaves room for the fee', () => {
    const commission = { rate: 0.01, fixed: 5, perShare: 0, minimum: 0 };
    const { open, equity } = runDrawn(
      [quiet, quiet, quiet],
      { 1: (context) => context.buy() },
      { costs: { commission } },
    );
    expect(open[0].size).toBe(9);
    expect(equity[2]).toBeCloseTo(1000 - 5 - 9, 10);
  });

  it('buys fractions of a unit where that is allowed', () => {
    const script: Script = { 1: (context) => context.buy({ cash: 250 }) };
    expect(runDrawn([quiet, quiet, quiet], script, { execution: { wholeUnits: false } }).open[0].size).toBe(
      2.5,
    );
    expect(runDrawn([quiet, quiet, quiet], script).open[0].size).toBe(2);
  });

  it('multiplies what can be bought by the leverage', () => {
    const { open } = runDrawn(
      [quiet, quiet, quiet],
      { 1: (context) => context.sell() },
      { execution: { margin: 0.1 } },
    );
    expect(open[0].size).toBe(-100);
  });

  it('takes a share of the equity even when much of it is bound', () => {
    const { open } = runDrawn([quiet, quiet, quiet, quiet], {
      1: (context) => context.buy({ equity: 0.5 }),
      2: (context) => context.buy({ equity: 0.4 }),
    });
    expect(open.map((trade) => trade.size)).toEqual([5, 4]);
  });

  it('drops an order that comes to less than a unit and says so', () => {
    const { orders, outcome } = runDrawn([quiet, quiet, quiet], {
      1: (context) => context.buy({ cash: 99 }),
    });
    expect(orders[0]).toMatchObject({ status: 'rejected', reason: 'zero_units' });
    expect(outcome.warnings.map((warning) => warning.code)).toContain('W_ZERO_UNITS');
  });

  it('rejects whole what the account cannot carry', () => {
    const { orders, open } = runDrawn([quiet, quiet, quiet], { 1: (context) => context.buy({ units: 11 }) });
    expect(open).toEqual([]);
    expect(orders[0]).toMatchObject({ status: 'rejected', reason: 'insufficient_liquidity', size: 11 });
  });

  it('values open trades at the open of the fill, not at the close that nobody knows yet', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [100, 130, 100, 130]];
    const script: Script = {
      1: (context) => context.buy({ units: 5 }),
      2: (context) => context.sell(),
    };
    const execution = { hedging: true, margin: 0.5 };
    expect(runDrawn(bars, script, { execution }).open[1].size).toBe(-15);
    expect(runDrawn(bars, script, { ...peer, execution }).open[1].size).toBe(-16);
  });
});

describe('netting', () => {
  const bars: Drawn[] = [quiet, quiet, quiet, [110, 111, 109, 110], [120, 121, 119, 120], quiet];

  it('closes opposite trades oldest first and opens the rest the other way', () => {
    const { trades, open } = runDrawn(bars, {
      1: (context) => context.buy({ units: 2, tag: 'a' }),
      2: (context) => context.buy({ units: 3, tag: 'b' }),
      3: (context) => context.sell({ units: 7, tag: 'c' }),
    });
    expect(
      trades.map(({ size, entry_price, exit_price, tag }) => [size, entry_price, exit_price, tag]),
    ).toEqual([
      [2, 100, 120, 'a'],
      [3, 110, 120, 'b'],
    ]);
    expect(open.map(({ size, entry_price, tag }) => [size, entry_price, tag])).toEqual([[-2, 120, 'c']]);
  });

  it('reduces a trade that is larger than what is left, as a closed part of its own', () => {
    const { trades, open } = runDrawn(bars, {
      1: (context) => context.buy({ units: 5, stopLoss: 50 }),
      2: (context) => context.sell({ units: 2 }),
    });
    expect(trades).toHaveLength(1);
    expect(trades[0]).toMatchObject({ size: 2, pnl: 20, stop: NaN, exit_reason: 'netting' });
    expect(open[0]).toMatchObject({ size: 3, stop: 50 });
  });

  it('keeps the netting of an order whose rest is rejected', () => {
    const { trades, open, orders } = runDrawn(bars, {
      1: (context) => context.buy({ units: 2 }),
      2: (context) => context.sell({ units: 100 }),
    });
    expect(trades).toHaveLength(1);
    expect(open).toEqual([]);
    expect(orders[1].status).toBe('rejected');
  });

  it('lets opposite trades stand beside each other with hedging', () => {
    const { open } = runDrawn(
      bars,
      { 1: (context) => context.buy({ units: 2 }), 2: (context) => context.sell({ units: 1 }) },
      { execution: { hedging: true } },
    );
    expect(open.map((trade) => trade.size)).toEqual([2, -1]);
  });

  it('closes half of an odd trade with halves rounded to the even unit', () => {
    const script: Script = {
      1: (context) => context.buy({ units: 5 }),
      2: (context) => context.closePosition(0.5),
    };
    expect(runDrawn(bars, script).trades[0].size).toBe(2);
  });

  it('with exclusive orders replaces whatever is open or waits', () => {
    const { trades, open, orders } = runDrawn(
      bars,
      {
        1: (context) => context.buy({ units: 2 }),
        2: (context) => {
          context.buy({ units: 1, limit: 50 });
          context.sell({ units: 1 });
        },
      },
      { execution: { exclusiveOrders: true } },
    );
    expect(trades.map(({ size, exit_reason }) => [size, exit_reason])).toEqual([[2, 'reversal']]);
    expect(open.map((trade) => trade.size)).toEqual([-1]);
    expect(orders.filter((order) => order.reason === 'replaced_by_entry')).toHaveLength(2);
  });
});

describe('stop-loss and take-profit', () => {
  const bracket = { units: 1, stopLoss: 95, takeProfit: 110 };

  it('looks at the stop first when a bar touches both', () => {
    const { trades } = runDrawn([quiet, quiet, quiet, [100, 115, 90, 100]], {
      1: (context) => context.buy(bracket),
    });
    expect(trades[0]).toMatchObject({
      exit_bar: 3,
      exit_price: 95,
      exit_reason: 'stop',
      stop: 95,
      target: 110,
    });
  });

  it('takes the target of a bar that opens beyond it, which is certain, unlike the peer', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [112, 115, 90, 100]];
    const script: Script = { 1: (context) => context.buy(bracket) };
    expect(runDrawn(bars, script).trades[0]).toMatchObject({ exit_price: 112, exit_reason: 'target' });
    expect(runDrawn(bars, script, peer).trades[0]).toMatchObject({ exit_price: 95, exit_reason: 'stop' });
  });

  it('can close a market entry on its own bar', () => {
    const { trades } = runDrawn([quiet, quiet, [100, 112, 99, 111]], {
      1: (context) => context.buy(bracket),
    });
    expect(trades[0]).toMatchObject({ entry_bar: 2, exit_bar: 2, exit_price: 110, exit_reason: 'target' });
  });

  it('enters and is stopped at the same open after a gap past the stop', () => {
    const { trades } = runDrawn([quiet, quiet, [90, 92, 88, 91]], { 1: (context) => context.buy(bracket) });
    expect(trades[0]).toMatchObject({ entry_price: 90, exit_price: 90, pnl: 0 });
  });

  it('waits for the next bar after a limit entry', () => {
    const { trades } = runDrawn([quiet, quiet, [100, 112, 94, 111], [96, 97, 94, 95]], {
      1: (context) => context.buy({ ...bracket, limit: 98 }),
    });
    expect(trades[0]).toMatchObject({ entry_bar: 2, entry_price: 98, exit_bar: 3, exit_price: 95 });
  });

  it('takes the target on the bar of a stop entry when the stop-loss was not touched', () => {
    const { trades } = runDrawn([quiet, quiet, [100, 112, 96, 111]], {
      1: (context) => context.buy({ ...bracket, stop: 102 }),
    });
    expect(trades[0]).toMatchObject({ entry_bar: 2, entry_price: 102, exit_bar: 2, exit_price: 110 });
  });

  it('mirrors for shorts, gaps included', () => {
    const short = { units: 1, stopLoss: 105, takeProfit: 90 };
    const stopped = runDrawn([quiet, quiet, quiet, [107, 108, 106, 107]], {
      1: (context) => context.sell(short),
    });
    expect(stopped.trades[0]).toMatchObject({ exit_price: 107, pnl: -7, exit_reason: 'stop' });
    const won = runDrawn([quiet, quiet, quiet, [88, 89, 86, 87]], { 1: (context) => context.sell(short) });
    expect(won.trades[0]).toMatchObject({ exit_price: 88, pnl: 12, exit_reason: 'target' });
  });

  it('moves and removes a stop from the next bar on', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [100, 101, 97, 100], [100, 101, 92, 100]];
    const moved = runDrawn(bars, {
      1: (context) => context.buy({ units: 1, stopLoss: 90 }),
      2: (context) => context.setStopLoss(context.trades[0], 98),
    });
    expect(moved.trades[0]).toMatchObject({ exit_bar: 3, exit_price: 98 });
    const removed = runDrawn(bars, {
      1: (context) => context.buy({ units: 1, stopLoss: 98.5 }),
      2: (context) => context.setStopLoss(context.trades[0], NaN),
    });
    expect(removed.open).toHaveLength(1);
  });

  it('refuses a stop on the wrong side of the price, or ends the run as the peer does', () => {
    const script: Script = { 1: (context) => context.buy({ units: 1, stopLoss: 105 }) };
    const { orders, outcome } = runDrawn([quiet, quiet, quiet], script);
    expect(orders[0]).toMatchObject({ status: 'rejected', reason: 'bad_bracket' });
    expect(outcome.warnings.map((warning) => warning.code)).toContain('W_BAD_BRACKET');
    expect(() => runDrawn([quiet, quiet, quiet], script, peer)).toThrow(BarkeepError);
  });
});

describe('costs', () => {
  it('charges the spread on both sides, and on entries alone under backtesting_py', () => {
    const bars = [quiet, quiet, quiet, quiet];
    const script: Script = {
      1: (context) => context.buy({ units: 1 }),
      2: (context) => context.closePosition(),
    };
    const costs = { spread: 0.01 };
    expect(runDrawn(bars, script, { costs }).trades[0]).toMatchObject({
      entry_price: 101,
      exit_price: 99,
      pnl: -2,
    });
    expect(runDrawn(bars, script, { costs, ...peer }).trades[0]).toMatchObject({
      entry_price: 101,
      exit_price: 100,
    });
    expect(runDrawn(bars, script, { costs }).outcome.metrics.cost_spread).toBeCloseTo(2, 10);
  });

  it.each([
    ['bps', 50, 0.5],
    ['ticks', 0.25, 0.25],
    ['range', 0.1, 0.2],
    ['volume', 0.1, 10 * Math.sqrt(1 / 1000)],
  ] as const)('charges slippage by %s', (kind, value, offset) => {
    const { open, outcome } = runDrawn(
      [quiet, quiet, quiet],
      { 1: (context) => context.buy({ units: 1 }) },
      {
        costs: { slippage: { kind, value } },
      },
    );
    expect(open[0].entry_price).toBeCloseTo(100 + offset, 10);
    expect(outcome.metrics.cost_slippage).toBeCloseTo(offset, 10);
  });

  it('charges no slippage to limit orders', () => {
    const { open } = runDrawn(
      [quiet, quiet, quiet],
      { 1: (context) => context.buy({ units: 1, limit: 99.5 }) },
      {
        costs: { slippage: { kind: 'bps', value: 50 } },
      },
    );
    expect(open[0].entry_price).toBe(99.5);
  });

  it('shares the entry fee out among the parts of a trade, so that profits add up to the cash', () => {
    const commission = { rate: 0, fixed: 6, perShare: 0, minimum: 0 };
    const script: Script = {
      1: (context) => context.buy({ units: 4 }),
      2: (context) => context.closePosition(0.5),
      3: (context) => context.closePosition(),
    };
    const { trades, equity } = runDrawn([quiet, quiet, quiet, quiet, quiet], script, {
      costs: { commission },
    });
    expect(trades.map((trade) => trade.commission)).toEqual([9, 9]);
    expect(equity[4]).toBe(1000 - 18);
    const peers = runDrawn([quiet, quiet, quiet, quiet, quiet], script, { costs: { commission }, ...peer });
    expect(peers.trades.map((trade) => trade.commission)).toEqual([12, 12]);
  });

  it('asks at least the minimum and counts by the share', () => {
    const commission = { rate: 0, fixed: 0, perShare: 0.5, minimum: 2 };
    const script: Script = {
      1: (context) => context.buy({ units: 1 }),
      2: (context) => context.buy({ units: 8 }),
    };
    const { outcome } = runDrawn([quiet, quiet, quiet, quiet], script, { costs: { commission } });
    expect(outcome.metrics.cost_commission).toBe(6);
  });

  it('lends shorts and pays interest on free cash by calendar time', () => {
    const script: Script = { 1: (context) => context.sell({ units: 5 }) };
    const { outcome, equity } = runDrawn([quiet, quiet, quiet, quiet, quiet], script, {
      costs: { borrowRate: 0.365, cashRate: 0 },
    });
    expect(outcome.metrics.cost_borrow).toBeCloseTo(2 * 500 * 0.001, 10);
    expect(equity[4]).toBeCloseTo(999, 10);
    const idle = runDrawn([quiet, quiet, quiet], {}, { costs: { borrowRate: 0, cashRate: 0.365 } });
    expect(idle.equity[2]).toBeCloseTo(1000 * 1.001 * 1.001, 8);
  });
});

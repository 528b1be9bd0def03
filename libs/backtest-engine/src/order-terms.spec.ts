import { toBarSeries } from '#domain';
import { runDrawn, type Drawn, type Script } from '../testing/drawn-run.js';

const quiet: Drawn = [100, 101, 99, 100];
const low: Drawn = [100, 101, 94, 100];
const HOUR = 3_600_000;

/** Hours of 3 and 4 January 2024 in New York: the last hour of one session and the first of the next. */
function drawHours(bars: readonly Drawn[]) {
  const opens = [18, 19, 20, 38.5, 39.5, 40.5].map((hour) => Date.UTC(2024, 0, 3) + hour * HOUR);
  return toBarSeries(
    { symbol: 'X', timeframe: '1h', calendar: 'XNYS', timeZone: 'America/New_York' },
    bars.map(([open, high, lowest, close], row) => {
      return { openTime: opens[row], open, high, low: lowest, close, volume: 1000 };
    }),
    (time) => time + HOUR,
  );
}

describe('time in force', () => {
  const limit = 95;

  it('good till cancelled waits for as long as it takes', () => {
    const { open } = runDrawn([quiet, quiet, quiet, quiet, low, quiet], {
      1: (context) => context.buy({ units: 1, limit }),
    });
    expect(open[0].entry_bar).toBe(4);
  });

  it('for the day ends with its first bar where a bar is a day', () => {
    const { open, orders } = runDrawn([quiet, quiet, quiet, low, quiet, quiet], {
      1: (context) => context.buy({ units: 1, limit, timeInForce: 'day' }),
      2: (context) => expect(context.orders).toEqual([]),
    });
    expect(open).toEqual([]);
    expect(orders[0]).toMatchObject({ status: 'expired', reason: 'expired' });
  });

  it('for the day fills on that bar', () => {
    const { open } = runDrawn([quiet, quiet, low, quiet], {
      1: (context) => context.buy({ units: 1, limit, timeInForce: 'day' }),
    });
    expect(open[0]).toMatchObject({ entry_bar: 2, entry_price: 95 });
  });

  it('for the day lasts to the end of the session on shorter bars', () => {
    const script: Script = {
      0: () => undefined,
      1: (context) => context.buy({ units: 1, limit, timeInForce: 'day' }),
    };
    const over = runDrawn([drawHours([quiet, quiet, quiet, low, low, quiet])], script);
    expect(over.orders[0]).toMatchObject({ status: 'expired' });
    const within = runDrawn([drawHours([quiet, quiet, low, quiet, quiet, quiet])], script);
    expect(within.open[0].entry_bar).toBe(2);
    const next: Script = { 2: (context) => context.buy({ units: 1, limit, timeInForce: 'day' }) };
    const later = runDrawn([drawHours([quiet, quiet, quiet, quiet, quiet, low])], next);
    expect(later.open[0].entry_bar).toBe(5);
  });

  it('until an instant ends with the bar that reaches it', () => {
    const goodTill = Date.UTC(2024, 0, 4);
    const script: Script = { 1: (context) => context.buy({ units: 1, limit, timeInForce: 'gtd', goodTill }) };
    expect(runDrawn([quiet, quiet, low, quiet, quiet, quiet], script).open[0].entry_bar).toBe(2);
    const { open, orders } = runDrawn([quiet, quiet, quiet, low, low, quiet], script);
    expect(open).toEqual([]);
    expect(orders[0].status).toBe('expired');
  });

  it('at once or not at all fills at the open', () => {
    const script = (price: number): Script => ({
      1: (context) => context.buy({ units: 1, limit: price, timeInForce: 'ioc' }),
    });
    const { orders, open } = runDrawn([quiet, quiet, low, low, quiet, quiet], script(limit));
    expect(open).toEqual([]);
    expect(orders[0]).toMatchObject({ status: 'expired' });
    expect(runDrawn([quiet, quiet, low, quiet], script(100.5)).open[0]).toMatchObject({ entry_price: 100 });
  });
});

describe('one cancels the other', () => {
  const straddle: Script = {
    1: (context) => {
      const up = context.buy({ units: 1, stop: 105 });
      context.sell({ units: 1, stop: 95, oco: up });
    },
  };

  it('leaves one of two that wait on either side of the price', () => {
    const up = runDrawn([quiet, quiet, quiet, [104, 106, 103, 105], low, quiet], straddle);
    expect(up.open.map(({ size }) => size)).toEqual([1]);
    expect(up.orders[1]).toMatchObject({ status: 'cancelled', reason: 'one_cancels_other' });
    const down = runDrawn([quiet, quiet, quiet, low, [104, 106, 103, 105], quiet], straddle);
    expect(down.open.map(({ size }) => size)).toEqual([-1]);
  });

  it('takes the one that was placed first where a bar reaches both', () => {
    const { open } = runDrawn([quiet, quiet, quiet, [100, 106, 94, 100], quiet, quiet], straddle);
    expect(open.map(({ size }) => size)).toEqual([1]);
  });

  it('holds with exclusive orders, which would else replace the first by the second', () => {
    const { open } = runDrawn([quiet, quiet, quiet, [104, 106, 103, 105], quiet, quiet], straddle, {
      execution: { exclusiveOrders: true },
    });
    expect(open.map(({ size }) => size)).toEqual([1]);
  });

  it('leaves the other where the one that triggers cannot be carried', () => {
    const script: Script = {
      1: (context) => {
        const large = context.buy({ units: 1000, limit: 99 });
        context.sell({ units: 1, stop: 95, oco: large });
      },
    };
    const { open } = runDrawn([quiet, quiet, quiet, low, quiet, quiet], script);
    expect(open.map(({ size }) => size)).toEqual([-1]);
  });
});

describe('a bracket', () => {
  it('is an entry whose stop and target cancel each other', () => {
    const { trades, orders } = runDrawn([quiet, quiet, quiet, [100, 111, 99, 110], low, quiet], {
      1: (context) => context.buy({ units: 1, limit: 100, stopLoss: 95, takeProfit: 110 }),
    });
    expect(trades[0]).toMatchObject({ exit_bar: 3, exit_price: 110 });
    expect(orders.find(({ kind }) => kind === 'stop_loss')).toMatchObject({
      status: 'cancelled',
      reason: 'trade_closed',
    });
  });
});

describe('orders for the close', () => {
  it('close a trade at the close of the next bar', () => {
    const { trades } = runDrawn([quiet, quiet, quiet, [102, 109, 101, 107], quiet, quiet], {
      1: (context) => context.buy({ units: 1 }),
      2: (context) => context.closeTradeOnClose(context.trades[0]),
    });
    expect(trades[0]).toMatchObject({ exit_bar: 3, exit_price: 107 });
  });

  it('come after the stops and targets of their bar', () => {
    const { trades, orders } = runDrawn([quiet, quiet, quiet, [100, 101, 94, 99], quiet, quiet], {
      1: (context) => context.buy({ units: 1, stopLoss: 95 }),
      2: (context) => context.closeTradeOnClose(context.trades[0]),
    });
    expect(trades[0]).toMatchObject({ exit_bar: 3, exit_price: 95, exit_reason: 'stop' });
    expect(orders.find(({ kind }) => kind === 'close_on_close')).toMatchObject({ reason: 'trade_closed' });
  });

  it('are told apart from those for the open', () => {
    const { orders, open } = runDrawn([quiet, quiet, [102, 109, 101, 107], quiet], {
      1: (context) => context.buy({ units: 1, onClose: true }),
    });
    expect(orders[0].kind).toBe('market_on_close');
    expect(open[0]).toMatchObject({ entry_bar: 2, entry_price: 107 });
  });
});

describe('the most that a fill may come to', () => {
  it('cuts an entry down, whatever its size is stated in', () => {
    const most = 350;
    for (const size of [{ units: 8 }, { cash: 800 }, { equity: 0.8 }, { fraction: 0.8 }]) {
      const { open } = runDrawn([quiet, quiet, quiet], { 1: (context) => context.buy({ ...size, most }) });
      expect(open[0].size).toBe(3);
    }
  });

  it('drops what is left of less than a unit', () => {
    const { orders } = runDrawn([quiet, quiet, quiet], {
      1: (context) => context.buy({ units: 8, most: 99 }),
    });
    expect(orders[0]).toMatchObject({ status: 'rejected', reason: 'zero_units' });
  });
});

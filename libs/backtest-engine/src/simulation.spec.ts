import { runDrawn, type Drawn, type Script } from '../testing/drawn-run.js';

const quiet: Drawn = [100, 101, 99, 100];

describe('the end of the data', () => {
  const bars: Drawn[] = [quiet, quiet, quiet, [104, 109, 103, 108]];
  const buy: Script = { 1: (context) => context.buy({ units: 2, stopLoss: 50 }) };

  it('marks open trades to the last close and reports them as open', () => {
    const { trades, open, equity } = runDrawn(bars, buy);
    expect(trades).toEqual([]);
    expect(open[0]).toMatchObject({ size: 2, entry_bar: 2, unrealised_pnl: 16, stop: 50 });
    expect(equity).toEqual([1000, 1000, 1000, 1016]);
  });

  it('closes them at the last close when asked to', () => {
    const { trades, open, orders } = runDrawn(bars, buy, { execution: { finalizeTrades: true } });
    expect(trades[0]).toMatchObject({ exit_bar: 3, exit_price: 108, pnl: 16, exit_reason: 'finalized' });
    expect(open).toEqual([]);
    expect(orders.filter((order) => order.status === 'pending')).toEqual([]);
  });

  it('closes them at the last open under backtesting_py', () => {
    const { trades, equity } = runDrawn(bars, buy, {
      preset: 'backtesting_py',
      execution: { finalizeTrades: true },
    });
    expect(trades[0]).toMatchObject({ exit_bar: 3, exit_price: 104, pnl: 8 });
    expect(equity[3]).toBe(1008);
  });

  it('dates them to the close before under backtesting_py with fills at the close, be it before the entry', () => {
    const { trades, outcome } = runDrawn(
      bars,
      { 2: (context) => context.buy({ units: 1, stop: 105 }) },
      { preset: 'backtesting_py', execution: { finalizeTrades: true, fill: 'close' } },
    );
    expect(trades[0]).toMatchObject({ entry_bar: 3, exit_bar: 2 });
    expect(outcome.metrics).toMatchObject({
      max_trade_duration_seconds: -86_400,
      avg_trade_duration_seconds: -86_400,
    });
  });

  it('never fills what was ordered on the last bar', () => {
    const { orders, open } = runDrawn(bars, { 3: (context) => context.buy({ units: 1 }) });
    expect(open).toEqual([]);
    expect(orders[0]).toMatchObject({ status: 'pending', placed_bar: 3, filled_bar: -1 });
  });
});

describe('ruin', () => {
  it('closes everything at the close, leaves zero equity and stops', () => {
    const decided: number[] = [];
    const spy = (bar: number): Script => ({ [bar]: () => decided.push(bar) });
    const { trades, equity, outcome } = runDrawn(
      [quiet, quiet, quiet, [95, 96, 80, 80], quiet, quiet],
      { 1: (context) => context.buy({ fraction: 1 }), ...spy(4) },
      { execution: { margin: 0.1 } },
    );
    expect(trades[0]).toMatchObject({ size: 100, exit_bar: 3, exit_price: 80, exit_reason: 'ruin' });
    expect(equity).toEqual([1000, 1000, 1000, 0, 0, 0]);
    expect(decided).toEqual([]);
    expect(outcome.warnings.map((warning) => warning.code)).toContain('W_RUIN');
    expect(outcome.metrics.return_pct).toBe(-100);
  });

  it('closes every one of several open trades', () => {
    const { trades, open } = runDrawn(
      [quiet, quiet, quiet, quiet, [60, 61, 50, 50], quiet],
      {
        1: (context) => context.buy({ units: 10 }),
        2: (context) => context.buy({ units: 10 }),
      },
      { execution: { margin: 0.1 } },
    );
    expect(trades.map((trade) => [trade.size, trade.exit_bar])).toEqual([
      [10, 4],
      [10, 4],
    ]);
    expect(open).toEqual([]);
  });

  it('can come on the very bar of the first entry', () => {
    const { equity } = runDrawn(
      [quiet, quiet, [100, 101, 40, 50]],
      { 1: (context) => context.buy() },
      { execution: { margin: 0.1 } },
    );
    expect(equity).toEqual([1000, 1000, 0]);
  });
});

describe('slices of a run', () => {
  const bars: Drawn[] = Array.from({ length: 10 }, () => quiet);

  it('tells its progress from the first to the last bar', () => {
    const told: number[] = [];
    const hooks = { everyBars: 4, isCancelled: () => false, onProgress: (done: number) => told.push(done) };
    runDrawn(bars, {}, { hooks });
    expect(told).toEqual([0, 4, 8, 10]);
  });

  it('stops when cancelled and gives what was computed so far', () => {
    let looks = 0;
    const hooks = { everyBars: 3, isCancelled: () => (looks += 1) > 2, onProgress: () => undefined };
    const { outcome, equity } = runDrawn(bars, { 1: (context) => context.buy({ units: 1 }) }, { hooks });
    expect(outcome).toMatchObject({ state: 'cancelled', barsDone: 6, barsTotal: 10 });
    expect(equity).toHaveLength(6);
    expect(outcome.openTrades.length).toBe(1);
    expect(outcome.metrics.end).toBe(Date.UTC(2024, 0, 6));
  });

  it('gives empty tables and no number when it is cancelled before the first bar', () => {
    const hooks = { everyBars: 3, isCancelled: () => true, onProgress: () => undefined };
    const { outcome, equity } = runDrawn(bars, {}, { hooks });
    expect(equity).toEqual([]);
    expect(outcome).toMatchObject({ state: 'cancelled', barsDone: 0 });
    expect(Object.values(outcome.metrics).every((value) => value === null)).toBe(true);
  });

  it('gives each piece of equity and each trade once', () => {
    const pieces: number[] = [];
    let trades = 0;
    const hooks = {
      everyBars: 3,
      isCancelled: () => false,
      onProgress: () => undefined,
      onPartial: (partial: { equity: { length: number }; trades: { length: number } }) => {
        pieces.push(partial.equity.length);
        trades += partial.trades.length;
      },
    };
    runDrawn(
      bars,
      { 1: (context) => context.buy({ units: 1 }), 2: (context) => context.closePosition() },
      { hooks },
    );
    expect(pieces).toEqual([3, 3, 3]);
    expect(trades).toBe(1);
  });

  it('gives the same outcome however it is sliced', () => {
    const script: Script = {
      1: (context) => context.buy({ units: 1, stopLoss: 98 }),
      6: (context) => context.closePosition(),
    };
    const whole = runDrawn(bars, script);
    const hooks = { everyBars: 1, isCancelled: () => false, onProgress: () => undefined };
    expect(runDrawn(bars, script, { hooks }).outcome).toEqual(whole.outcome);
  });
});

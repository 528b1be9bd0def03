import { compileStrategy } from '#strategy';
import { drawBars, runDrawn, toSettings, type Drawn, type Script } from '../testing/drawn-run.js';
import { runCheckedBacktest } from './run-checked-backtest.js';

const at = (close: number): Drawn => [close, close, close, close];
const drawn = (symbol: string, closes: readonly number[]) => drawBars(closes.map(at), symbol);

const flat = (symbol: string, days: number) => drawn(symbol, new Array<number>(days).fill(100));
const ending = drawn('GONE', [100, 100, 100, 60]);
const buyAll: Script = { 1: (context) => void context.buy({ symbol: 'GONE' }) };

describe('an instrument whose bars end before the run', () => {
  it('is settled at its last close, and its money buys others from the next bar on', () => {
    const { trades, open, equity } = runDrawn([flat('A', 8), ending], {
      ...buyAll,
      3: (context) => void context.buy({ symbol: 'A' }),
    });
    expect(trades).toMatchObject([
      { symbol: 'GONE', exit_reason: 'delisted', exit_bar: 3, exit_price: 60, size: 10, pnl: -400 },
    ]);
    expect(open).toMatchObject([{ symbol: 'A', entry_bar: 4, size: 6 }]);
    expect(equity.slice(2)).toEqual([1000, 600, 600, 600, 600, 600]);
  });

  it('pays what any exit pays, and its waiting orders are cancelled', () => {
    const { trades, orders, equity } = runDrawn(
      [flat('A', 8), ending],
      {
        1: (context) => void context.buy({ symbol: 'GONE', units: 5, stopLoss: 10 }),
        2: (context) => void context.buy({ symbol: 'GONE', units: 1, limit: 20 }),
      },
      { costs: { commission: { rate: 0, fixed: 2, perShare: 0, minimum: 0 } } },
    );
    expect(trades).toMatchObject([{ exit_reason: 'delisted', commission: 4, pnl: -204 }]);
    expect(equity[3]).toBe(796);
    expect(orders.map(({ status, reason }) => [status, reason])).toEqual([
      ['filled', ''],
      ['cancelled', 'trade_closed'],
      ['cancelled', 'delisted'],
    ]);
  });

  it('stays open where the run ends with it, or while it may only be late', () => {
    for (const days of [4, 5]) {
      const { trades, open } = runDrawn([flat('A', days), ending], buyAll);
      expect(trades).toEqual([]);
      expect(open).toMatchObject([{ symbol: 'GONE', size: 10 }]);
    }
  });

  it('stays open where the run ends in a pause that it has had before', () => {
    const fridays = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11];
    const week = drawn('STOCK', new Array<number>(12).fill(100));
    const bars = fridays.length;
    const stock = {
      ...week,
      length: bars,
      openTime: week.openTime.filter((_, row) => fridays.includes(row)),
    };
    const closeTime = stock.openTime.map((time) => time + 86_400_000);
    const { trades } = runDrawn([flat('COIN', 14), { ...stock, closeTime }], {
      1: (context) => void context.buy({ symbol: 'STOCK' }),
    });
    expect(trades).toEqual([]);
  });

  it('is left open by the peer, which knows one instrument only', () => {
    const { trades, open } = runDrawn([flat('A', 8), ending], buyAll, { preset: 'backtesting_py' });
    expect(trades).toEqual([]);
    expect(open).toHaveLength(1);
  });

  it('is no alarm of the canary', () => {
    const compiled = compileStrategy({
      version: 1,
      name: 'held',
      symbols: ['A', 'GONE'],
      rules: { long: { enter: 'close > 0' } },
      sizing: { kind: 'equity', value: 0.4 },
    });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    const { canary, trades } = runCheckedBacktest({
      series: [flat('A', 8), ending],
      strategy: compiled.strategy,
      request: toSettings({}),
    });
    expect(trades.length).toBe(1);
    expect(canary).toMatchObject({ clean: true, alarms: [] });
  });
});

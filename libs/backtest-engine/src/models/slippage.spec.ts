import { runDrawn, type Drawn, type Script } from '../../testing/drawn-run.js';
import { createSlippage } from './slippage.js';

const quiet: Drawn = [100, 101, 99, 100];
const bar = { high: 104, low: 96, volume: 400 };

describe('slippage', () => {
  it('is nothing by default', () => {
    expect(createSlippage({ kind: 'none', value: 5 })).toBeUndefined();
    expect(createSlippage({ kind: 'bps', value: 0 })).toBeUndefined();
  });

  it.each([
    ['bps', 20, 50 * 0.002],
    ['ticks', 0.05, 0.05],
    ['range', 0.25, 2],
    ['volume', 0.1, 50 * 0.1 * Math.sqrt(0.25)],
  ] as const)('by %s is money per unit', (kind, value, expected) => {
    expect(createSlippage({ kind, value })?.(50, 100, bar)).toBeCloseTo(expected, 12);
  });

  it('by volume is capped at a fill of the whole volume, which no volume counts as', () => {
    const slippage = createSlippage({ kind: 'volume', value: 0.1 });
    expect(slippage?.(50, 400, bar)).toBe(5);
    expect(slippage?.(50, 40_000, bar)).toBe(5);
    expect(slippage?.(50, 1, { ...bar, volume: 0 })).toBe(5);
  });

  it('is paid on the way in and out, by stops and not by targets', () => {
    const costs = { slippage: { kind: 'ticks', value: 0.5 } } as const;
    const script: Script = { 1: (context) => context.buy({ units: 1, stopLoss: 90, takeProfit: 110 }) };
    const stopped = runDrawn([quiet, quiet, quiet, [100, 101, 80, 90]], script, { costs });
    expect(stopped.trades[0]).toMatchObject({ entry_price: 100.5, exit_price: 89.5, pnl: -11 });
    const won = runDrawn([quiet, quiet, quiet, [100, 112, 99, 100]], script, { costs });
    expect(won.trades[0]).toMatchObject({ entry_price: 100.5, exit_price: 110, pnl: 9.5 });
    expect(stopped.outcome.metrics.cost_slippage).toBeCloseTo(1, 12);
  });
});

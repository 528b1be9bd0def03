import { drawBars, rowsOf, runDrawn, scripted, type Drawn } from '../testing/drawn-run.js';
import { Market } from './market.js';

const at = (close: number): Drawn => [close - 1, close + 2, close - 2, close];
const bars = (closes: readonly number[], symbol: string, firstDay = 0) =>
  drawBars(
    closes.map((close) => at(close)),
    symbol,
    firstDay,
  );

describe('the bars of several instruments', () => {
  const market = new Market([
    bars([10, 11], 'EARLY'),
    bars([20, 21, 22], 'LATE', 2),
    bars([30, 31, 32, 33, 34], 'ALL'),
  ]);

  it('are merged on time, each time once', () => {
    expect(market.length).toBe(5);
    expect(market.timeline).toEqual(market.series[2].openTime);
    expect([0, 1, 2, 3, 4].map((bar) => [0, 1, 2].map((one) => market.rowAt(one, bar)))).toEqual([
      [0, -1, 0],
      [1, -1, 1],
      [-1, 0, 2],
      [-1, 1, 3],
      [-1, 2, 4],
    ]);
  });

  it('show the current bar, and of one that has none the last close', () => {
    market.advance(0);
    expect(market.previousBarOf(2)).toBe(-1);
    expect(market.previousCloseOf(2)).toBeNaN();
    market.advance(1);
    market.advance(2);
    expect([...market.row]).toEqual([-1, 0, 2]);
    expect([...market.close]).toEqual([11, 20, 32]);
    expect([market.openOf(2), market.highOf(2), market.lowOf(2)]).toEqual([31, 34, 30]);
    expect([market.previousCloseOf(2), market.previousBarOf(2)]).toEqual([31, 1]);
    expect(market.barOf(0)).toEqual({ high: 13, low: 9, volume: 1000 });
  });

  it('charge the slippage of the last bar where a trade is closed after it', () => {
    const script = scripted({ 1: (context) => void context.buy({ units: 1, symbol: 'EARLY' }) });
    const { outcome } = runDrawn([bars([10, 10, 11], 'EARLY'), bars([30, 31, 32, 33], 'ALL')], script, {
      execution: { finalizeTrades: true },
      costs: { slippage: { kind: 'range', value: 0.5 } },
    });
    const [trade] = rowsOf(outcome.trades);
    expect(trade).toMatchObject({ symbol: 'EARLY', exit_reason: 'finalized', exit_price: 11 - 0.5 * 4 });
  });
});

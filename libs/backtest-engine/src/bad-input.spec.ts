import { BarkeepError } from '#domain';
import { runDocument } from '../testing/document-run.js';
import { drawBars, runDrawn, type Drawn, type Script } from '../testing/drawn-run.js';

const quiet: Drawn = [100, 101, 99, 100];
const flat: Drawn = [100, 100, 100, 100];

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    return error instanceof BarkeepError ? error.code : String(error);
  }
  return undefined;
}

describe('bad input', () => {
  it('refuses to run on no instrument and on no bar', () => {
    expect(codeOf(() => runDrawn([], {}))).toBe('DATA_MISSING');
    expect(codeOf(() => runDrawn([drawBars([])], {}))).toBe('DATA_MISSING');
  });

  it.each<[string, Drawn]>([
    ['NaN', [100, NaN, 99, 100]],
    ['a negative price', [100, 101, -1, 100]],
    ['zero', [0, 101, 0, 100]],
    ['an infinite price', [100, Infinity, 99, 100]],
    ['a price beyond all that is traded', [100, 2e50, 99, 100]],
    ['a price of next to nothing', [100, 101, 1e-51, 100]],
    ['a high under the low', [100, 98, 99, 100]],
  ])('names the bar that has %s', (_title, bar) => {
    let error: unknown;
    try {
      runDrawn([quiet, bar, quiet], {});
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(BarkeepError);
    expect((error as BarkeepError).faults.map((fault) => fault.path)).toEqual(['/series/X/1']);
    expect((error as BarkeepError).message).toContain('bar 1 of X');
  });

  it('names a bar that is out of order in time', () => {
    const series = drawBars([quiet, quiet, quiet]);
    series.openTime[2] = series.openTime[0];
    expect(codeOf(() => runDrawn([series], {}))).toBe('STRATEGY_FAILED');
  });

  it('refuses a capital or margin that is not positive', () => {
    expect(codeOf(() => runDrawn([quiet], {}, { capital: 0 }))).toBe('STRATEGY_FAILED');
    expect(codeOf(() => runDrawn([quiet], {}, { execution: { margin: 0 } }))).toBe('STRATEGY_FAILED');
  });

  it('runs on one bar, on which nothing can be decided', () => {
    const { outcome, equity } = runDrawn([quiet], { 1: (context) => context.buy() });
    expect(equity).toEqual([1000]);
    expect(outcome.metrics).toMatchObject({ trades: 0, return_pct: 0, return_ann_pct: null, cagr_pct: null });
    expect(outcome.warnings.map((warning) => warning.code)).toContain('W_WARMUP_EATS_RANGE');
  });

  it('decides nothing when the warm-up is longer than the data, and says so', () => {
    const { outcome, equity } = runDrawn([quiet, quiet], {}, { execution: { warmupBars: 50 } });
    expect(equity).toEqual([1000, 1000]);
    expect(outcome.metrics.buy_and_hold_return_pct).toBeNull();
    expect(outcome.warnings.map((warning) => warning.code)).toContain('W_WARMUP_EATS_RANGE');
  });

  it('gives null and a reason, never zero or infinity, where prices never move', () => {
    const script: Script = {
      1: (context) => context.buy({ units: 1 }),
      3: (context) => context.closePosition(),
    };
    const { outcome } = runDrawn([flat, flat, flat, flat, flat, flat], script);
    const { metrics, warnings } = outcome;
    expect(metrics).toMatchObject({
      trades: 1,
      sharpe_ratio: null,
      beta: null,
      profit_factor: null,
      calmar_ratio: null,
    });
    for (const value of Object.values(metrics)) expect(value === null || Number.isFinite(value)).toBe(true);
    const told = warnings.flatMap((warning) => warning.message.split(':')[0].split(', '));
    for (const [key, value] of Object.entries(metrics))
      expect([key, value === null]).toEqual([key, told.includes(key)]);
  });

  it('gives every reason once', () => {
    const { warnings } = runDrawn([quiet, quiet, quiet], {}).outcome;
    expect(new Set(warnings.map((warning) => warning.message)).size).toBe(warnings.length);
  });

  it('asks for a symbol that the run has', () => {
    expect(codeOf(() => runDrawn([quiet, quiet], { 1: (context) => context.buy({ symbol: 'Y' }) }))).toBe(
      'STRATEGY_FAILED',
    );
  });
});

describe('unusual input', () => {
  const DAY = 86_400_000;
  const buyAndSell: Script = {
    1: (context) => context.buy({ units: 4 }),
    3: (context) => context.closePosition(),
  };

  it('fills over a gap in time with the next bar there is, and lends for the days between', () => {
    const series = drawBars([quiet, quiet, quiet, quiet, quiet, quiet]);
    for (let row = 2; row < series.length; row += 1) series.openTime[row] += 30 * DAY;
    const script: Script = { 1: (context) => context.sell({ units: 1 }) };
    const { open, equity } = runDrawn([series], script, { costs: { borrowRate: 0.365 } });
    expect(open[0]).toMatchObject({ entry_bar: 2, entry_time: series.openTime[2] });
    expect(equity[5]).toBeCloseTo(1000 - 3 * 0.1, 10);
  });

  it('fills over a gap in price at the open', () => {
    const bars: Drawn[] = [quiet, quiet, quiet, [10, 11, 9, 10], [10, 11, 9, 10]];
    const { trades } = runDrawn(bars, { 1: (context) => context.buy({ units: 4, stopLoss: 90 }) });
    expect(trades[0]).toMatchObject({ exit_bar: 3, exit_price: 10, exit_reason: 'stop' });
  });

  it('takes no volume, or one that is no number, for a fill of all of it', () => {
    for (const volume of [0, NaN]) {
      const series = drawBars([quiet, quiet, quiet, quiet, quiet, quiet]);
      series.volume.fill(volume);
      const costs = { slippage: { kind: 'volume', value: 0.01 } } as const;
      const { trades, equity } = runDrawn([series], buyAndSell, { costs });
      expect(trades[0]).toMatchObject({ entry_price: 101, exit_price: 99 });
      expect(equity.every((value) => Number.isFinite(value))).toBe(true);
    }
  });

  it('takes a split that nobody told of for the loss that it looks like', () => {
    const halved: Drawn = [50, 51, 49, 50];
    const { trades } = runDrawn([quiet, quiet, quiet, halved, halved, halved], buyAndSell);
    expect(trades[0]).toMatchObject({ pnl: -200 });
  });

  it('trades symbols without a day in common one after the other', () => {
    const early = drawBars([quiet, quiet, quiet, quiet], 'A');
    const late = drawBars([quiet, quiet, quiet, quiet], 'B', 40);
    const script: Script = {
      1: (context) => context.buy({ symbol: 'A' }),
      5: (context) => context.buy({ symbol: 'B' }),
    };
    const { trades, open, equity } = runDrawn([early, late], script);
    expect(trades[0]).toMatchObject({ symbol: 'A', size: 10, exit_bar: 3, exit_reason: 'delisted' });
    expect(open[0]).toMatchObject({ symbol: 'B', size: 10, entry_bar: 6 });
    expect(equity).toHaveLength(8);
  });

  it('never fires a rule that reads a symbol without a day in common', () => {
    const document = { symbols: ['A'], rules: { long: { enter: "on('B', close) > 1 or close > 1e9" } } };
    const { orders } = runDocument(document, [
      drawBars([quiet, quiet, quiet, quiet], 'A'),
      drawBars([quiet, quiet, quiet, quiet], 'B', 40),
    ]);
    expect(orders).toEqual([]);
  });

  it('measures a strategy that never trades and one that always does', () => {
    const bars: Drawn[] = Array.from({ length: 30 }, (_, k) => {
      const close = 100 + (k % 5);
      return [close, close + 1, close - 1, close];
    });
    const never = runDocument({ rules: { long: { enter: 'close < 1' } } }, [drawBars(bars)]);
    expect(never.outcome.metrics).toMatchObject({ trades: 0, equity_final: 1000, win_rate_pct: null });
    const always = { long: { enter: 'close > 1', exit: 'close > 1' } };
    const document = { rules: always, sizing: { kind: 'qty', value: 1 } };
    const { outcome, trades } = runDocument(document, [drawBars(bars)]);
    expect(trades.length).toBeGreaterThan(10);
    for (const value of Object.values(outcome.metrics))
      expect(value === null || Number.isFinite(value)).toBe(true);
  });

  it('ends in ruin on the first bar that it can', () => {
    const bars: Drawn[] = [quiet, quiet, [100, 100, 1, 1], quiet, quiet];
    const script: Script = { 1: (context) => context.buy({ units: 90 }) };
    const { equity, outcome, trades } = runDrawn(bars, script, { execution: { margin: 0.1 } });
    expect(equity).toEqual([1000, 1000, 0, 0, 0]);
    expect(trades[0]).toMatchObject({ entry_bar: 2, exit_bar: 2, exit_reason: 'ruin' });
    expect(outcome.warnings.map(({ code }) => code)).toContain('W_RUIN');
    for (const value of Object.values(outcome.metrics))
      expect(value === null || Number.isFinite(value)).toBe(true);
  });
});

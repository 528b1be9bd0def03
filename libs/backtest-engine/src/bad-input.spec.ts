import { BarkeepError } from '#domain';
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

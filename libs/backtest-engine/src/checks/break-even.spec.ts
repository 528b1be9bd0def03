import type { BarSeries } from '#domain';
import { compileStrategy } from '#strategy';
import { drawBars, scripted, toSettings, type Drawn, type DrawnWorld } from '../../testing/drawn-run.js';
import { drawWalk } from '../../testing/random-walk.js';
import { PreparedRun } from '../prepared-run.js';
import { runPrepared, WHOLE_RUN } from '../run-backtest.js';
import type { RunHooks } from '../run-hooks.js';
import { findBreakEven, MOST_BREAK_EVEN_BARS, type BreakEven } from './break-even.js';

interface World extends DrawnWorld {
  enter?: string;
  exit?: string;
  sizing?: object;
}

function search(series: BarSeries, world: World, hooks: RunHooks = WHOLE_RUN): BreakEven {
  const { enter = 'close == 100', exit = 'close == 110', sizing = { kind: 'equity', value: 1 } } = world;
  const document = { version: 1, name: 'test', symbols: ['X'], rules: { long: { enter, exit } }, sizing };
  const compiled = compileStrategy(document, { warmup: 'first_defined' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const request = toSettings({
    capital: 1e6,
    ...world,
    execution: { warmupBars: 0, wholeUnits: false, ...world.execution },
  });
  const run = new PreparedRun({ series: [series], strategy: compiled.strategy, request });
  return findBreakEven(run, runPrepared(run, WHOLE_RUN).simulation, hooks);
}

const at = (close: number): Drawn => [close, close, close, close];
/** Bought at 100 and sold at 110, while the price comes back to 100. */
const swing = drawBars([100, 100, 100, 110, 110, 105, 100].map(at));

describe('the break-even cost', () => {
  it('is what one round trip can bear', () => {
    const { bpsPerSide, ...found } = search(swing, {});
    // 110 (1 - x) = 100 (1 + x)
    expect(bpsPerSide! / 10_000).toBeCloseTo(10 / 210, 4);
    expect(found).toMatchObject({ reason: null, benchmark: 'X', nonMonotone: false });
  });

  it('comes on top of the costs of the run', () => {
    const spread = 0.01;
    const { bpsPerSide } = search(swing, { costs: { spread } });
    expect(bpsPerSide! / 10_000 + spread).toBeCloseTo(10 / 210, 4);
  });

  it('leaves the excess growth within a basis point when it is paid', () => {
    const wave = drawBars(Array.from({ length: 600 }, (_, row) => at(100 + 10 * Math.sin(row / 7))));
    const world = { enter: 'close < 95', exit: 'close > 105' };
    const { bpsPerSide, excessCagr, reason } = search(wave, world);
    expect(reason).toBeNull();
    expect(Math.abs(excessCagr!)).toBeLessThan(1e-4);
    const paid = search(wave, { ...world, costs: { spread: bpsPerSide! / 10_000 } });
    expect(paid.reason === 'below_benchmark' || paid.bpsPerSide! < 0.1).toBe(true);
  });

  it('says why there is none', () => {
    expect(search(swing, { enter: 'close == 1' }).reason).toBe('no_trades');
    expect(search(swing, { costs: { spread: 0.2 } }).reason).toBe('below_benchmark');
    const crash = drawBars([100, 100, 100, 110, 110, 50].map(at));
    expect(search(crash, { sizing: { kind: 'qty', value: 1 } }).reason).toBe('never');
    const long = drawWalk(MOST_BREAK_EVEN_BARS + 1, 3);
    expect(search(long, { enter: 'close > open' })).toMatchObject({
      bpsPerSide: null,
      reason: 'too_many_bars',
    });
  });

  it('is flagged where dearer trading did better', () => {
    // Dearer than 25 basis points the capital buys one unit instead of two, of what is to fall.
    const fall = drawBars([100, 100, 100, 80, 80, 50].map(at));
    const world = { exit: 'close == 80', capital: 200.5, execution: { wholeUnits: true } };
    expect(search(fall, world).nonMonotone).toBe(true);
  });

  it('ends when the run is cancelled', () => {
    expect(search(swing, {}, { ...WHOLE_RUN, isCancelled: () => true }).reason).toBe('cancelled');
  });

  it('is not asked of code', () => {
    const script = scripted({ 1: (context) => void context.buy({ units: 1 }) });
    const run = new PreparedRun({ series: [swing], strategy: script, request: toSettings({}) });
    expect(findBreakEven(run, runPrepared(run, WHOLE_RUN).simulation, WHOLE_RUN).reason).toBe('code');
  });
});

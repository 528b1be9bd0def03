import fc from 'fast-check';
import { compileStrategy } from '#strategy';
import {
  drawBars,
  rowsOf,
  scripted,
  toSettings,
  type Drawn,
  type DrawnWorld,
} from '../../testing/drawn-run.js';
import { runCheckedBacktest, type CheckedOutcome } from '../run-checked-backtest.js';

/** Buys ten at the open of bar 2 when bar 1 closes at 100, with a stop at 95 and a target at 110. */
const bracket = {
  enter: 'close == 100 and not in_position',
  stops: [
    { kind: 'stop', at: 'entry_price - 5' },
    { kind: 'target', at: 'entry_price + 10' },
  ],
};
const mirrored = {
  enter: 'close == 100 and not in_position',
  stops: [
    { kind: 'stop', at: 'entry_price + 5' },
    { kind: 'target', at: 'entry_price - 10' },
  ],
};

function run(bars: readonly Drawn[], rules: object, world: DrawnWorld = {}): CheckedOutcome {
  const document = { version: 1, name: 'test', symbols: ['X'], rules, sizing: { kind: 'qty', value: 10 } };
  const compiled = compileStrategy(document, { warmup: 'first_defined' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  const execution = { warmupBars: 0, ...world.execution };
  const request = toSettings({ capital: 10_000, ...world, execution });
  return runCheckedBacktest({ series: [drawBars(bars)], strategy: compiled.strategy, request });
}

const flat: Drawn = [101, 102, 99, 101];
const signal: Drawn = [100, 101, 99, 100];
const entry: Drawn = [100, 101, 99, 101];

describe.each(['default', 'backtesting_py'] as const)(
  'a bar that reaches stop and target, preset %s',
  (preset) => {
    it('is counted, and the account is told under either order', () => {
      const { ambiguity, trades } = run(
        [flat, signal, entry, [101, 112, 94, 101], flat],
        { long: bracket },
        { preset },
      );
      expect(rowsOf(trades)[0]).toMatchObject({ exit_reason: 'stop', exit_price: 95 });
      expect(ambiguity).toEqual({
        trades: 1,
        resolved: 0,
        worst: { equityFinal: 9_950, returnPct: expect.closeTo(-0.5, 9) },
        default: { equityFinal: 9_950, returnPct: expect.closeTo(-0.5, 9) },
        best: { equityFinal: 10_100, returnPct: expect.closeTo(1, 9) },
      });
    });

    it('is counted for a short trade too', () => {
      const { ambiguity } = run(
        [flat, signal, entry, [101, 106, 89, 101], flat],
        { short: mirrored },
        { preset },
      );
      expect(ambiguity).toMatchObject({
        trades: 1,
        resolved: 0,
        worst: { equityFinal: 9_950 },
        best: { equityFinal: 10_100 },
      });
    });

    it('counts the bar of the entry', () => {
      const { ambiguity } = run([flat, signal, [100, 112, 94, 101], flat], { long: bracket }, { preset });
      expect(ambiguity).toMatchObject({
        trades: 1,
        resolved: 0,
        worst: { equityFinal: 9_950 },
        best: { equityFinal: 10_100 },
      });
    });

    it('is not ambiguous where it opens behind the stop', () => {
      const { ambiguity } = run(
        [flat, signal, entry, [93, 112, 92, 101], flat],
        { long: bracket },
        { preset },
      );
      expect(ambiguity).toMatchObject({ trades: 0, best: { equityFinal: 9_930 } });
    });

    it('is not ambiguous where it reaches one of them', () => {
      const { ambiguity } = run(
        [flat, signal, entry, [101, 109, 94, 101], flat],
        { long: bracket },
        { preset },
      );
      expect(ambiguity).toMatchObject({
        trades: 0,
        worst: { equityFinal: 9_950 },
        best: { equityFinal: 9_950 },
      });
    });
  },
);

describe('scenarios', () => {
  it('can not be told of code, which runs once', () => {
    const script = scripted({
      1: (context) => void context.buy({ units: 10, stopLoss: 95, takeProfit: 110 }),
    });
    const bars = [flat, flat, [101, 112, 94, 101] as const, flat].map((bar): Drawn => [...bar]);
    const request = toSettings({ capital: 10_000 });
    const { ambiguity } = runCheckedBacktest({ series: [drawBars(bars)], strategy: script, request });
    expect(ambiguity).toMatchObject({ trades: 1, worst: { equityFinal: 9_940 } });
    expect(ambiguity!.best).toBeUndefined();
  });

  it('are in order for a run with one trade', () => {
    const price = fc.integer({ min: 85, max: 118 });
    fc.assert(
      fc.property(fc.array(fc.tuple(price, price, price), { minLength: 1, maxLength: 8 }), (drawn) => {
        const bars = drawn.map(([a, b, c]): Drawn => {
          const [low, middle, high] = [a, b, c].sort((left, right) => left - right);
          // No bar but the second closes at 100.
          return [middle, high + 1, low - 1, middle + 0.5];
        });
        const { ambiguity } = run([flat, signal, ...bars], { long: bracket });
        expect(ambiguity!.worst).toEqual(ambiguity!.default);
        expect(ambiguity!.best!.equityFinal).toBeGreaterThanOrEqual(ambiguity!.worst.equityFinal);
      }),
      { numRuns: 200 },
    );
  });
});

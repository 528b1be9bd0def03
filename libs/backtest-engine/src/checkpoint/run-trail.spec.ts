import { compileStrategy } from '#strategy';
import { toSettings } from '../../testing/drawn-run.js';
import { drawWalk } from '../../testing/random-walk.js';
import type { BacktestInput } from '../prepared-run.js';
import { runBacktest } from '../run-backtest.js';
import { RunTrail, type TrailPart } from './run-trail.js';

const BARS = 400;
const EVERY = 10;

function createInput(): BacktestInput {
  const document = {
    version: 1,
    name: 'test',
    symbols: ['X'],
    rules: { long: { enter: 'close > sma(close,3)' } },
  };
  const compiled = compileStrategy(document, { warmup: 'first_defined' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return { series: [drawWalk(BARS, 7)], strategy: compiled.strategy, request: toSettings({}) };
}

/** Nobody asks for a part. */
function follow(found: readonly TrailPart[], mostBytes?: number) {
  const parts: TrailPart[] = [];
  const trail = new RunTrail(
    found,
    () => false,
    (part) => parts.push(part),
    mostBytes,
  );
  let bars = 0;
  const onProgress = (): number => (bars += EVERY);
  const outcome = runBacktest(createInput(), {
    everyBars: EVERY,
    isCancelled: () => false,
    onProgress,
    trail,
  });
  return { outcome, parts, bars };
}

describe('a part of what a run has come to', () => {
  it('is not given unasked while it is small', () => {
    expect(follow([]).parts).toEqual([]);
  });

  it('is given before it grows beyond its bound, and the run can be gone on with from all of them', () => {
    const mostBytes = 1_000;
    const { outcome, parts } = follow([], mostBytes);
    expect(parts.length).toBeGreaterThan(2);
    const pieces = parts.flatMap((part) => part.pieces);
    const bars = pieces.map(({ state }, k) => state.barsDone - (pieces[k - 1]?.state.barsDone ?? 0));
    expect(Math.max(...bars) * 8).toBeLessThanOrEqual(mostBytes + EVERY * 8);
    const resumed = follow(parts);
    expect(resumed.outcome).toEqual(outcome);
    expect(resumed.bars).toBeLessThan(BARS / 2);
  });
});

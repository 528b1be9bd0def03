import type { PartialRun } from '../partial-run.js';
import { createThreadHooks } from './partial-poster.js';
import { RunControl } from './run-control.js';
import type { ThreadPartial } from './thread-run.js';

const partial = (bars: number, tradesBefore: number): PartialRun => ({
  tradesBefore,
  equity: {
    length: bars,
    columns: {
      time: Float64Array.from({ length: bars }, (_, row) => row),
      equity: new Float64Array(bars).fill(7),
    },
  },
  trades: {
    length: 1,
    columns: {
      ...{ symbol: ['A'], pnl: Float64Array.of(3), stop: Float64Array.of(NaN) },
      ...{ entry_time: Float64Array.of(0), exit_time: Float64Array.of(60_000) },
    },
  },
});

describe('the hooks of a thread', () => {
  test('want a partial at most twice a second, thinned, with trades numbered through', () => {
    let now = 0;
    const posted: ThreadPartial[] = [];
    const hooks = createThreadHooks(
      new RunControl(),
      (message) => posted.push(message),
      () => now,
    );
    let trades = 0;
    for (now = 0; now <= 2_000; now += 10) hooks.onPartial?.(partial(5_000, trades++));
    expect(posted).toHaveLength(4);
    expect(posted[0].equity.time.length).toBeLessThanOrEqual(600);
    expect(posted.flatMap((message) => message.trades)).toMatchObject([
      { index: 0, symbol: 'A', stop: null, entry_time: '1970-01-01T00:00:00.000Z', duration_seconds: 60 },
      { index: 1 },
      { index: 2 },
      { index: 3 },
    ]);
  });

  test('look after a few bars at first, then every few milliseconds, however long a bar takes', () => {
    let now = 0;
    const hooks = createThreadHooks(new RunControl(), undefined, () => now, 4);
    const looks = (msEach: number): number[] =>
      Array.from({ length: 6 }, () => ((now += msEach), hooks.everyBars));
    expect(looks(0.5)).toEqual([64, 512, 4_096, 8_192, 16_384, 32_768]);
    expect(looks(0.5).at(-1)).toBe(65_536);
    expect(looks(5)).toEqual([65_536, 65_536, 65_536, 65_536, 65_536, 65_536]);
    expect(looks(30)).toEqual([32_768, 16_384, 8_192, 4_096, 2_048, 1_024]);
    expect([...looks(30), ...looks(30)].at(-1)).toBe(4);
  });

  test('want none where nobody looks, and share cancel flag and progress', () => {
    const control = new RunControl();
    const hooks = createThreadHooks(new RunControl(control.memory), undefined, () => 1e9);
    expect(hooks.onPartial).toBeUndefined();
    expect(hooks.isCancelled()).toBe(false);
    control.cancel();
    expect(hooks.isCancelled()).toBe(true);
    hooks.onIndicator?.(2, 3);
    expect(control.binding).toEqual({ indicator: 2, indicators: 3 });
    hooks.onProgress(5, 9);
    expect(control.progress).toEqual({ barsDone: 5, barsTotal: 9 });
  });
});

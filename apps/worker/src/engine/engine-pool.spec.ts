import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_COSTS, findEngineThreadFile, resolveExecution, type ThreadPartial } from '#backtest-engine';
import { BarkeepError, toBarSeries, type BarSeries } from '#domain';
import { EnginePool, type EngineRun, type EngineWatch } from './engine-pool.js';

const MINUTE = 60_000;
const pools: EnginePool[] = [];
const faults: string[] = [];
let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'engine-pool-'))));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  faults.length = 0;
});

function createPool(file: string, graceMs = 5_000): EnginePool {
  const pool = new EnginePool({
    file,
    threads: 2,
    heapMb: 32,
    graceMs,
    partGraceMs: 60_000,
    onFault: (message) => faults.push(message),
  });
  pools.push(pool);
  return pool;
}

/** A pool whose threads run this body instead of the engine. */
function createPoolOf(name: string, body: string, graceMs?: number): EnginePool {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, `export default async function (run) { ${body} }`);
  return createPool(file, graceMs);
}

function wave(length: number): BarSeries {
  const bars = Array.from({ length }, (_, row) => {
    const close = 100 + 20 * Math.sin(row / 9);
    return { openTime: row * MINUTE, open: close, high: close + 1, low: close - 1, close, volume: 1_000 };
  });
  const head = { symbol: 'WAVE', timeframe: '1m', calendar: 'always', timeZone: 'UTC' } as const;
  return toBarSeries(head, bars, (openTime) => openTime + MINUTE);
}

function createRun(length: number): EngineRun {
  const rule = (op: string) => `${op}(sma(close, 3), sma(close, 8))`;
  return {
    strategy: {
      ...{ version: 1, name: 'cross', symbols: ['WAVE'] },
      rules: { long: { enter: rule('cross_up'), exit: rule('cross_down') } },
    },
    request: {
      ...{
        symbols: ['WAVE'],
        timeframe: '1m',
        startDate: null,
        endDate: null,
        initialCapital: 10_000,
        params: {},
      },
      ...{
        costs: DEFAULT_COSTS,
        execution: resolveExecution('default'),
        benchmark: null,
        adjust: 'raw',
        asOf: null,
      },
      ...{ seed: 0, tags: [] },
    },
    series: [wave(length)],
    known: [],
  };
}

function createWatch(
  signal = new AbortController().signal,
): EngineWatch & { progress: number[]; partials: ThreadPartial[] } {
  const progress: number[] = [];
  const partials: ThreadPartial[] = [];
  return {
    ...{ signal, progress, partials, wantsPart: () => false },
    onProgress: (barsDone) => progress.push(barsDone),
    onPartial: (partial) => partials.push(partial),
  };
}

describe('EnginePool', () => {
  test('runs the built engine in a thread and brings its columns back', async () => {
    const pool = createPool(findEngineThreadFile());
    const run = createRun(5_000);
    const first = await pool.run(run, createWatch());
    expect(first.outcome).toMatchObject({ state: 'completed', barsDone: 5_000 });
    expect(first.outcome.trades.length).toBeGreaterThan(50);
    expect(ArrayBuffer.isView(first.outcome.equity.columns.equity)).toBe(true);
    const second = await pool.run(run, createWatch());
    expect([second.dataDigest, second.resultDigest]).toEqual([first.dataDigest, first.resultDigest]);
  });

  test('has the engine stop where the signal asks, and gives what it had', async () => {
    const pool = createPool(findEngineThreadFile());
    const stopping = new AbortController();
    stopping.abort(new BarkeepError('TASK_CANCELLED', 'The task was cancelled'));
    const result = await pool.run(createRun(50_000), createWatch(stopping.signal));
    expect(result.outcome.state).toBe('cancelled');
    expect(result.outcome.barsDone).toBeLessThan(50_000);
  });

  test('ends a thread that does not answer, and the next run gets a new one', async () => {
    const pool = createPoolOf(
      'deaf',
      'if (run.request.seed === 1) for (;;) {} return { ok: true, result: {} };',
      30,
    );
    const stopping = new AbortController();
    const deaf = createRun(10);
    const ended = pool.run({ ...deaf, request: { ...deaf.request, seed: 1 } }, createWatch(stopping.signal));
    stopping.abort(new BarkeepError('TASK_TIMEOUT', 'The task took longer than allowed'));
    await expect(ended).rejects.toMatchObject({ code: 'TASK_TIMEOUT' });
    await expect(pool.run(deaf, createWatch())).resolves.toEqual({});
  });

  test.each([
    ['exits', 'process.exit(3)', 'exited with code: 3'],
    ['runs out of memory', 'const all = []; for (;;) all.push(new Array(2e6).fill(1));', 'memory'],
    [
      'throws outside of its run',
      'setTimeout(() => { throw new Error("boom") }); await new Promise(() => {});',
      'boom',
    ],
  ])('fails the one run whose thread %s, and goes on', async (name, body, reason) => {
    const script = `if (run.request.seed === 1) { ${body} } return { ok: true, result: {} };`;
    const pool = createPoolOf(name.replaceAll(' ', '-'), script);
    const fatal = createRun(10);
    const crash = pool.run({ ...fatal, request: { ...fatal.request, seed: 1 } }, createWatch());
    await expect(crash).rejects.toMatchObject({
      code: 'ENGINE_CRASHED',
      message: expect.stringContaining(reason),
    });
    await expect(pool.run(fatal, createWatch())).resolves.toEqual({});
    expect(faults.join()).toContain(reason);
  });

  test('waits for the part of a run that is wanted', async () => {
    const body = `
      const cells = new Int32Array(run.control);
      while (cells[0] === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { ok: true, result: { part: true } };`;
    const stopping = new AbortController();
    const watch = { ...createWatch(stopping.signal), wantsPart: () => true };
    const run = createPoolOf('part', body, 1).run(createRun(10), watch);
    stopping.abort(new BarkeepError('TASK_CANCELLED', 'The task was cancelled'));
    await expect(run).resolves.toEqual({ part: true });
  });

  test('may be closed at any moment of a thread that is starting', async () => {
    for (let delay = 0; delay < 80; delay += 10) {
      const pool = createPool(findEngineThreadFile());
      await new Promise((resolve) => setTimeout(resolve, delay));
      await pool.close();
    }
    expect(faults).toEqual([]);
  });

  test('passes on what the engine refuses, and hides what it did not foresee', async () => {
    const known = createPoolOf(
      'known',
      'return { ok: false, code: "STRATEGY_FAILED", message: "no cash", faults: [] }',
    );
    await expect(known.run(createRun(10), createWatch())).rejects.toMatchObject({
      code: 'STRATEGY_FAILED',
      message: 'no cash',
    });
    const unknown = createPoolOf(
      'unknown',
      'return { ok: false, code: null, message: "x of undefined", faults: [] }',
    );
    await expect(unknown.run(createRun(10), createWatch())).rejects.toMatchObject({
      code: 'ENGINE_CRASHED',
      message: 'The engine stopped on a fault of its own',
    });
    expect(faults).toEqual(['x of undefined']);
  });

  test('goes on with a run that another worker gave back, and starts anew where the bars have changed', async () => {
    const pool = createPool(findEngineThreadFile());
    const run = createRun(600_000);
    const undisturbed = await pool.run(run, createWatch());
    const kept: Uint8Array[] = [];
    const keep = (onKept: () => void, everyMs = 1): EngineWatch['checkpoints'] => ({
      ...{ found: [...kept], everyMs, isWantedAtEnd: () => false },
      save: async (number, bytes) => {
        kept.splice(number, Infinity, bytes);
        onKept();
        return true;
      },
    });
    const barsDone: number[] = [];
    for (let worker = 0; worker < 2; worker += 1) {
      const stopping = new AbortController();
      const stop = (): void => stopping.abort(new Error('The worker is shutting down'));
      const watch = { ...createWatch(stopping.signal), checkpoints: keep(stop) };
      barsDone.push((await pool.run(run, watch)).outcome.barsDone);
    }
    expect(kept.length).toBeGreaterThan(0);
    expect(barsDone).toEqual([...barsDone].sort((left, right) => left - right));
    const resumed = await pool.run(run, { ...createWatch(), checkpoints: keep(() => undefined) });
    expect(resumed.resultDigest).toBe(undisturbed.resultDigest);
    const other = { ...run, series: [wave(599_999)] };
    const anew = await pool.run(other, { ...createWatch(), checkpoints: keep(() => undefined, 60_000) });
    expect(anew.resultDigest).toBe((await pool.run(other, createWatch())).resultDigest);
  });

  test('tells how far a run is, and what is new in it', async () => {
    const body = `
      const cells = new Int32Array(run.control);
      cells[1] = 450; cells[2] = 1000;
      run.partials.postMessage({ equity: { time: [1], equity: [2] }, trades: [] });
      while (cells[0] === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      return { ok: true, result: {} };`;
    const stopping = new AbortController();
    const watch = createWatch(stopping.signal);
    const run = createPoolOf('slow', body).run(createRun(10), watch);
    while (watch.progress.length === 0 || watch.partials.length === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    stopping.abort();
    await run;
    expect(watch.progress[0]).toBe(450);
    expect(watch.partials).toEqual([{ equity: { time: [1], equity: [2] }, trades: [] }]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HandlerResult } from '#jobs';
import { EnginePool, type EngineRun } from '../../../apps/worker/src/engine/engine-pool.js';
import { createWaveSeries } from '../../../apps/worker/src/testing/wave-series.js';
import { startTestRedis, type TestRedis } from '../../support/stores.js';
import { QueueStand } from './queue-stand.js';

/** With BARKEEP_LONG=1 under the locks of the table, and for ten times as long as they last. */
const { computingMs, lock } = process.env.BARKEEP_LONG
  ? { computingMs: 70_000, lock: {} }
  : { computingMs: 2_500, lock: { lockMs: 1_000, stalledCheckMs: 250 } };

/** Longer than it computes. */
const LIMITS = { MAX_CONCURRENT_BACKTESTS: 1, TASK_TIMEOUT_SECONDS: 600 };

let redis: TestRedis;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'long-computing-'));
  redis = await startTestRedis();
});
afterAll(async () => {
  await redis.stop();
  rmSync(folder, { recursive: true });
});

test(
  'a thread that computes for longer than its lock lasts without yielding is never taken for dead',
  async () => {
    const file = join(folder, 'busy.mjs');
    const body = `const end = Date.now() + ${computingMs}; while (Date.now() < end); return { ok: true, result: {} };`;
    writeFileSync(file, `export default async () => { ${body} }`);
    const pool = new EnginePool({
      ...{ file, threads: 1, heapMb: 32, graceMs: 100, partGraceMs: 100 },
      onFault: () => undefined,
    });
    const run: EngineRun = {
      strategy: {},
      request: { symbols: [] },
      series: [createWaveSeries(10)],
      known: [],
    } as never;
    const watch = { wantsPart: () => false, onProgress: () => undefined, onPartial: () => undefined };
    const stand = await QueueStand.open(redis.url);
    let starts = 0;
    const cleanup = async ({ signal }: { signal: AbortSignal }): Promise<HandlerResult> => {
      starts += 1;
      await pool.run(run, { signal, ...watch });
      return { outcome: 'ok', summary: {} };
    };
    await stand.startWorker({ cleanup }, { lock, settings: LIMITS });
    await stand.startWorker({ cleanup }, { lock, settings: LIMITS });
    expect(await stand.ended(await stand.submit())).toMatchObject({
      status: 'completed',
      losses: 0,
      fence: 1,
    });
    expect(starts).toBe(1);
    await stand.close();
    await pool.close();
  },
  computingMs + 30_000,
);

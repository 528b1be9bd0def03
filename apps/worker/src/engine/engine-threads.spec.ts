import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineThreads, type EngineThreadsOptions } from './engine-threads.js';

let folder: string;
const faults: string[] = [];
const started: EngineThreads[] = [];
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'engine-threads-'))));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(started.splice(0).map((threads) => threads.close()));
  expect(faults.splice(0)).toEqual([]);
});

/** Threads that wait for so many milliseconds and tell which of all they are. */
function createThreads(changes: Partial<EngineThreadsOptions> = {}): EngineThreads {
  const file = join(folder, 'entry.mjs');
  writeFileSync(
    file,
    `import { threadId } from 'node:worker_threads';
     export default (ms) => new Promise((resolve) => setTimeout(() => resolve(threadId), ms));
     export function ready() {}`,
  );
  const onFault = (message: string): void => void faults.push(message);
  const threads = new EngineThreads({
    ...{ file, threads: 1, heapMb: 64, renewTasks: Infinity, renewMb: Infinity, onFault },
    ...changes,
  });
  started.push(threads);
  return threads;
}

const wait = (threads: EngineThreads, ms: number, megabytes = 1): Promise<unknown> =>
  threads.run(ms, { signal: new AbortController().signal }, () => megabytes);

/** Runs short tasks until one of them is done by another thread than the last one. */
async function untilRenewed(threads: EngineThreads): Promise<number> {
  const first = await wait(threads, 0);
  for (let tasks = 1; ; tasks += 1) if ((await wait(threads, 1)) !== first) return tasks;
}

describe('EngineThreads', () => {
  test('keeps its threads where nothing says that they are used up', async () => {
    const threads = createThreads();
    const ids = new Set<unknown>();
    for (let task = 0; task < 50; task += 1) ids.add(await wait(threads, 0));
    expect(ids.size).toBe(1);
  });

  test('replaces them after some tasks, again and again', async () => {
    const threads = createThreads({ renewTasks: 20 });
    expect(await untilRenewed(threads)).toBeGreaterThanOrEqual(20);
    expect(await untilRenewed(threads)).toBeGreaterThan(1);
  });

  test('replaces them when one holds too much', async () => {
    const threads = createThreads({ renewMb: 500 });
    const first = await wait(threads, 0, 499);
    expect(await wait(threads, 0, 500)).toBe(first);
    await untilRenewed(threads);
  });

  test('fails and delays no task by it: a long one ends in its own thread while others are done in new ones', async () => {
    const threads = createThreads({ threads: 2, renewTasks: 5 });
    const long = wait(threads, 1_500);
    const short = await Promise.all(
      Array.from({ length: 60 }, async () => [await wait(threads, 5), Date.now()]),
    );
    while ((await wait(threads, 1)) === short[0][0]) continue;
    const isOver = await Promise.race([long.then(() => true), wait(threads, 1).then(() => false)]);
    expect(isOver).toBe(false);
    expect(typeof (await long)).toBe('number');
  });

  test('goes on with the old ones where new ones do not come up, and says so', async () => {
    const threads = createThreads({ renewTasks: 1 });
    const first = await wait(threads, 0);
    // A thread that is there keeps its code.
    writeFileSync(join(folder, 'entry.mjs'), 'throw new Error("broken")');
    while (faults.length === 0) expect(await wait(threads, 5)).toBe(first);
    expect(faults.splice(0).join()).toContain('broken');
  });
});

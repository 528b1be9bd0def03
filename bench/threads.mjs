/**
 * What engine threads cost and give: a run through the pool of a worker against the same run in this thread, and a search
 * cut into one range or two, beside plain loops on as many threads: what the machine itself gives. Wall time needs free cores, so processor time of all threads is told beside it. Run after
 * `npm run build`: node bench/threads.mjs
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { findEngineThreadFile, listTrials, paramsOfCell } from '#backtest-engine';
import { executeRun } from '../dist/libs/backtest-engine/src/thread/execute-run.js';
import { RunControl } from '../dist/libs/backtest-engine/src/thread/run-control.js';
import { toSharedSeries } from '../dist/libs/backtest-engine/src/thread/thread-run.js';
import { EnginePool } from '../dist/apps/worker/src/engine/engine-pool.js';
import { createRandomWalk } from './random-walk.mjs';
import { document, request as settings } from './sma-reversal.mjs';
import { plan, strategy } from './sma-search.mjs';

/** So many that a search takes more than two seconds. */
const SEARCH_BARS = 800_000;

const watch = {
  signal: AbortSignal.any([]),
  wantsPart: () => false,
  onProgress: () => undefined,
  onPartial: () => undefined,
};
const request = { ...settings, symbols: ['WALK'], timeframe: '1d', params: {}, benchmark: null, tags: [] };
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const ms = (value) => `${value.toFixed(2)} ms`;

async function measure(work) {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1000, wall: performance.now() - wall };
}

function createPool(threads) {
  const onFault = (message) => console.error(message);
  const options = { threads, heapMb: 512, graceMs: 5_000, partGraceMs: 5_000, onFault };
  return new EnginePool({ file: findEngineThreadFile(), ...options });
}

/** The same run here and in a thread, turn by turn. */
async function compareRuns(pool, length, repeats) {
  const series = [createRandomWalk(length, 7, length < 10_000 ? '1d' : '1m')];
  const shared = series.map(toSharedSeries);
  let dataDigest;
  const here = () => {
    const control = new RunControl().memory;
    const answer = executeRun({
      strategy: document,
      request,
      series: shared,
      known: [],
      dataDigest,
      control,
    });
    if (!answer.ok) throw new Error(answer.message);
    dataDigest = answer.result.dataDigest;
  };
  const there = () => pool.run({ strategy: document, request, series, known: [] }, watch);
  for (let k = 0; k < repeats; k += 1) {
    here();
    await there();
  }
  const runs = { here: [], there: [] };
  for (let k = 0; k < repeats; k += 1) {
    runs.here.push(await measure(here));
    runs.there.push(await measure(there));
  }
  const of = (where, what, pick) => pick(runs[where].map((run) => run[what]));
  const least = (values) => Math.min(...values);
  console.log(
    `  ${length} bars: ${ms(of('here', 'cpu', median))} here, ${ms(of('there', 'cpu', median))} through the pool (CPU);` +
      ` least wall time ${ms(of('here', 'wall', least))} and ${ms(of('there', 'wall', least))},` +
      ` median ${ms(of('here', 'wall', median))} and ${ms(of('there', 'wall', median))}`,
  );
}

/** How many times as fast the work is when it is cut into as many parts as there are threads. */
async function compareParts(label, threads, work) {
  await work(threads);
  const [one, all] = [await measure(() => work(1)), await measure(() => work(threads))];
  const gain = one.wall / all.wall;
  const onFreeCores = (threads * one.cpu) / all.cpu;
  console.log(
    `  ${label}: ${(one.wall / 1000).toFixed(2)} s in one thread, ` +
      `${(all.wall / 1000).toFixed(2)} s in ${threads}: ${gain.toFixed(2)} times as fast; ` +
      `CPU ${(one.cpu / 1000).toFixed(2)} s and ${(all.cpu / 1000).toFixed(2)} s, ` +
      `so ${onFreeCores.toFixed(2)} times on free cores`,
  );
  return { gain, onFreeCores };
}

/** What the machine itself gives: the same cells as plain loops, which share nothing but the bars. */
async function compareLoops(threads) {
  const walk = createRandomWalk(SEARCH_BARS, 7);
  const [open, close] = [walk.open, walk.close].map((column) => {
    const shared = new Float64Array(new SharedArrayBuffer(column.byteLength));
    shared.set(column);
    return shared;
  });
  const file = new URL('plain-loop-thread.mjs', import.meta.url);
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData: { open, close } }));
  const cells = listTrials(plan, {}).map((cell) => paramsOfCell(plan.axes, cell));
  const ask = async (worker, lengths) => {
    worker.postMessage(lengths);
    await once(worker, 'message');
  };
  const found = await compareParts(`${cells.length} plain loops over ${SEARCH_BARS} bars`, threads, (parts) =>
    Promise.all(
      cutInto(cells.length, parts).map(({ from, to }, k) => ask(workers[k], cells.slice(from, to))),
    ),
  );
  await Promise.all(workers.map((worker) => worker.terminate()));
  return found;
}

function cutInto(count, parts) {
  const bound = (k) => Math.round((k * count) / parts);
  return Array.from({ length: parts }, (_, k) => ({ from: bound(k), to: bound(k + 1) }));
}

/** A search in one range, and cut into as many as there are threads. */
async function compareSearches(pool, threads) {
  const series = [createRandomWalk(SEARCH_BARS, 7)];
  const cells = listTrials(plan, {}).length;
  const space = { strategy, request: { ...request, timeframe: '1m' }, plan, fixed: {}, series, known: [] };
  return compareParts(`${cells} trials over ${SEARCH_BARS} bars`, threads, (parts) =>
    Promise.all(
      cutInto(cells, parts).map((range) =>
        pool.search({ ...space, work: { kind: 'sweep', ...range } }, watch),
      ),
    ),
  );
}

const pool = createPool(2);
console.log('a run with checks and digests, here and through the thread pool');
await compareRuns(pool, 2_148, 100);
await compareRuns(pool, 100_000, 15);
console.log('a search over all cores');
const loops = await compareLoops(2);
const searches = await compareSearches(pool, 2);
const share = (name) => `${((100 * searches[name]) / loops[name]).toFixed(0)} %`;
console.log(
  `  of what the machine gives to plain loops: ${share('gain')} on the clock, ${share('onFreeCores')} by CPU time`,
);
await pool.close();

/**
 * What a warm run of the engine leaves on the heap per bar and how much memory it holds, at several lengths; and what
 * looking outside (progress, cancel) costs. Run after `npm run build`: node --expose-gc bench/memory.mjs
 */
import { runBacktest } from '#backtest-engine';
import { compileStrategy } from '#strategy';
import { PreparedRun } from '../dist/libs/backtest-engine/src/prepared-run.js';
import { createRandomWalk } from './random-walk.mjs';
import { document, request } from './sma-reversal.mjs';

const LENGTHS = [250_000, 500_000, 1_000_000];
const REPEATS = 9;
/** Buys once and holds, so that what remains is what bars cost. */
const HOLD = { ...document, rules: { long: { enter: 'sma(close,10) > sma(close,20)' } } };

if (globalThis.gc === undefined) throw new Error('start node with --expose-gc');
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const compile = (one) => compileStrategy(one, { warmup: 'first_defined' }).strategy;

/** Bytes of objects that the loop over bars makes; typed columns are no objects of the heap. */
function heapOfLoop(series) {
  const prepared = new PreparedRun({ series: [series], strategy: compile(HOLD), request });
  const simulation = prepared.simulate();
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  simulation.runTo(series.length);
  const made = process.memoryUsage().heapUsed - before;
  prepared.release();
  return made;
}

/** Bytes of columns that a run holds when it is done, results included. */
function columnsOfRun(series) {
  globalThis.gc();
  const before = process.memoryUsage().arrayBuffers;
  const outcome = runBacktest({ series: [series], strategy: compile(document), request });
  const held = process.memoryUsage().arrayBuffers - before;
  return { held, outcome };
}

function cpuOf(work) {
  const { user, system } = process.cpuUsage();
  work();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1000;
}

const hooks = {
  everyBars: 10_000,
  isCancelled: () => false,
  onProgress: () => undefined,
};

let previous;
for (const length of LENGTHS) {
  const series = createRandomWalk(length, 7);
  const { held } = columnsOfRun(series);
  const run = (how) => () => runBacktest({ series: [series], strategy: compile(document), request }, how);
  for (let k = 0; k < 5; k += 1) run()();
  for (let k = 0; k < 12; k += 1) heapOfLoop(series);
  const heap = Math.min(...Array.from({ length: REPEATS }, () => heapOfLoop(series)));
  const cpu = median(Array.from({ length: REPEATS }, () => cpuOf(run())));
  const watched = median(Array.from({ length: REPEATS }, () => cpuOf(run(hooks))));
  const share = (held / series.buffer.byteLength).toFixed(2);
  const growth =
    previous === undefined ? '' : `, ${(cpu / previous).toFixed(2)} times the run of half the length`;
  console.log(
    `${length} bars: heap by the loop ${heap} bytes; columns of a first run ${share} times its input;`,
  );
  console.log(
    `  run ${cpu.toFixed(1)} ms${growth}; with progress and cancel every 10,000 bars ${watched.toFixed(1)} ms`,
  );
  previous = cpu;
}

/**
 * How much memory the columns of a run hold, at several lengths, and what looking outside (progress, cancel) and the
 * look-ahead canary cost. Run after `npm run build`: node --expose-gc bench/memory.mjs
 */
import { runBacktest } from '#backtest-engine';
import { compileStrategy } from '#strategy';
import { runCanary } from '../dist/libs/backtest-engine/src/checks/canary.js';
import { PreparedRun } from '../dist/libs/backtest-engine/src/prepared-run.js';
import { createRandomWalk } from './random-walk.mjs';
import { document, request } from './sma-reversal.mjs';

const LENGTHS = [250_000, 500_000, 1_000_000];
const REPEATS = 25;
/** At a time: it takes less than a millisecond. */
const CANARIES = 30;
if (globalThis.gc === undefined) throw new Error('start node with --expose-gc');
const compile = (one) => compileStrategy(one, { warmup: 'first_defined' }).strategy;

/** Bytes of columns that a run holds when it is done, results included. */
function columnsOfRun(series) {
  globalThis.gc();
  const before = process.memoryUsage().arrayBuffers;
  const outcome = runBacktest({ series: [series], strategy: compile(document), request });
  const held = process.memoryUsage().arrayBuffers - before;
  return { held, outcome };
}

/** The canary alone, after a run that it looks at. */
function cpuOfCanary(series) {
  const prepared = new PreparedRun({ series: [series], strategy: compile(document), request });
  const simulation = prepared.simulate();
  simulation.runTo(series.length);
  simulation.finish();
  const cpu = cpuOf(() => {
    for (let k = 0; k < CANARIES; k += 1) runCanary(prepared, simulation);
  });
  prepared.release();
  return cpu / CANARIES;
}

function cpuOf(work) {
  const { user, system } = process.cpuUsage();
  work();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1000;
}

/** As engine threads look. */
const hooks = {
  everyBars: 16_384,
  isCancelled: () => false,
  onProgress: () => undefined,
};

for (const length of [2_148, ...LENGTHS]) {
  const series = createRandomWalk(length, 7, length < 10_000 ? '1d' : '1m');
  const { held } = columnsOfRun(series);
  const run = (how) => () => runBacktest({ series: [series], strategy: compile(document), request }, how);
  const batch = Math.max(1, Math.round(100_000 / length));
  const many = (work) => () => {
    for (let k = 0; k < batch; k += 1) work();
  };
  const kinds = { plain: many(run()), watched: many(run(hooks)) };
  for (let k = 0; k < 6; k += 1) Object.values(kinds).forEach((work) => work());
  // Turn by turn, so that whatever else the machine does falls on both alike.
  const spent = { plain: [], watched: [], canary: [] };
  for (let k = 0; k < REPEATS; k += 1) {
    for (const [name, work] of Object.entries(kinds)) spent[name].push(cpuOf(work) / batch);
    spent.canary.push(cpuOfCanary(series));
  }
  // The least: differences of a percent drown in what else the machine does.
  const { plain, watched, canary } = Object.fromEntries(
    Object.entries(spent).map(([name, values]) => [name, Math.min(...values)]),
  );
  const percent = (part) => `${((100 * part) / plain).toFixed(1)} %`;
  console.log(
    `${length} bars: run ${plain.toFixed(3)} ms; progress and cancel every ${hooks.everyBars} bars ${percent(watched - plain)}; ` +
      `canary ${canary.toFixed(3)} ms, ${percent(canary)}; columns of a first run ${(held / series.buffer.byteLength).toFixed(2)} times its input`,
  );
}

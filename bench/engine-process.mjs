/**
 * One fresh process of the engine benchmark: node engine-process.mjs BARS TIMEFRAME REPEATS. Prints as JSON what the run came
 * to and CPU milliseconds (all threads, so compiler and garbage collector too) of the first and of the warm runs.
 */
import { runBacktest } from '#backtest-engine';
import { compileStrategy } from '#strategy';
import { runCanary } from '../dist/libs/backtest-engine/src/checks/canary.js';
import { PreparedRun } from '../dist/libs/backtest-engine/src/prepared-run.js';
import { createThreadHooks } from '../dist/libs/backtest-engine/src/thread/partial-poster.js';
import { RunControl } from '../dist/libs/backtest-engine/src/thread/run-control.js';
import { runPlainLoop } from './plain-loop.mjs';
import { createRandomWalk } from './random-walk.mjs';
import { cash, document, request } from './sma-reversal.mjs';

const bars = Number(process.argv[2]);
const repeats = Number(process.argv[4]);
/** Until the compiler has nothing left to do. */
const WARM_UP = Math.max(8, Math.ceil(4_000_000 / bars));
const CANARY_WARM_UP = 100;
/** Short runs are measured many at a time, since the clock is coarse. */
const BATCH = Math.max(1, Math.ceil(100_000 / bars));

const series = createRandomWalk(bars, 7, process.argv[3]);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function cpuNow() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** CPU milliseconds of one call, all threads. */
function measure(work) {
  const before = cpuNow();
  for (let k = 0; k < BATCH; k += 1) work();
  return (cpuNow() - before) / BATCH;
}

function compile() {
  const compiled = compileStrategy(document, { warmup: 'first_defined' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

/** The steps of a run without metrics, in their order. */
const STEPS = {
  compile: (run) => (run.strategy = compile()),
  bind(run) {
    run.prepared = new PreparedRun({ series: [series], strategy: run.strategy, request });
    run.simulation = run.prepared.simulate();
  },
  loop({ simulation }) {
    simulation.runTo(bars);
    simulation.finish();
  },
  tables({ simulation: { recorder }, prepared }) {
    recorder.trades.toTable();
    recorder.orders.toTable();
    prepared.release();
  },
};

function trade(spent) {
  const run = {};
  for (const [name, step] of Object.entries(STEPS)) {
    const before = spent && cpuNow();
    step(run);
    if (spent) spent[name] = (spent[name] ?? 0) + (cpuNow() - before) / BATCH;
  }
}

const whole = () => runBacktest({ series: [series], strategy: compile(), request });
const plain = () => runPlainLoop(series, { cash, rate: 0 });
const control = new RunControl();
/** The same with what an engine thread does now and then: it tells how far it is and looks whether it is still wanted. */
const watched = () =>
  runBacktest(
    { series: [series], strategy: compile(), request },
    createThreadHooks(control, undefined, () => performance.now()),
  );

/**
 * Processor time that watching adds, as a share: the median difference of many pairs, one right after the other and in an
 * order that chance decides, as full collections keep step with one that alternates. Short runs have more pairs.
 */
function shareOfWatching() {
  const pairs = Array.from({ length: (BATCH > 1 ? 40 : 8) * repeats }, () => {
    const isFirst = Math.random() < 0.5;
    const one = measure(isFirst ? watched : whole);
    const other = measure(isFirst ? whole : watched);
    return isFirst ? { watched: one, alone: other } : { watched: other, alone: one };
  });
  return median(pairs.map(({ watched, alone }) => watched - alone)) / median(pairs.map(({ alone }) => alone));
}

/** The look-ahead canary of a run that stands. */
function canary() {
  const prepared = new PreparedRun({ series: [series], strategy: compile(), request });
  const simulation = prepared.simulate();
  simulation.runTo(bars);
  simulation.finish();
  const look = () => runCanary(prepared, simulation);
  for (let k = 0; k < CANARY_WARM_UP; k += 1) look();
  const spent = Array.from({ length: 3 * repeats }, () => measure(look));
  prepared.release();
  return median(spent);
}

const sample = (work) => median(Array.from({ length: repeats }, () => measure(work)));

const before = cpuNow();
const { metrics, trades } = whole();
const first = cpuNow() - before;
for (let k = 0; k < WARM_UP; k += 1) [trade, whole, watched, plain].forEach((work) => work());
const steps = Array.from({ length: repeats }, () => {
  const spent = {};
  for (let k = 0; k < BATCH; k += 1) trade(spent);
  return spent;
});
console.log(
  JSON.stringify({
    first,
    trading: sample(() => trade()),
    whole: sample(whole),
    steps: Object.fromEntries(
      Object.keys(STEPS).map((name) => [name, median(steps.map((spent) => spent[name]))]),
    ),
    plain: sample(plain),
    watching: shareOfWatching(),
    canary: canary(),
    trades: trades.length,
    final: metrics.equity_final,
    pnl: trades.columns.pnl.reduce((sum, gain) => sum + gain, 0),
    metrics,
  }),
);

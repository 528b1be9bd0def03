/**
 * One fresh process of the engine benchmark: node engine-process.mjs BARS TIMEFRAME REPEATS. Prints as JSON what the run came
 * to and CPU milliseconds (all threads, so compiler and garbage collector too) of the first and of the warm runs.
 */
import { compileStrategy } from '#strategy';
import { composeOutcome } from '../dist/libs/backtest-engine/src/outcome.js';
import { PreparedRun } from '../dist/libs/backtest-engine/src/prepared-run.js';
import { runPlainLoop } from './plain-loop.mjs';
import { createRandomWalk } from './random-walk.mjs';
import { cash, document, request } from './sma-reversal.mjs';

const bars = Number(process.argv[2]);
const repeats = Number(process.argv[4]);
const WARM_UP = Math.max(5, Math.ceil(200_000 / bars));

const series = createRandomWalk(bars, 7, process.argv[3]);
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function cpuNow() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Each step of a run by name, in the order in which they run. */
const STEPS = {
  compile(run) {
    const compiled = compileStrategy(document, { warmup: 'first_defined' });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    run.strategy = compiled.strategy;
  },
  bind(run) {
    run.prepared = new PreparedRun({ series: [series], strategy: run.strategy, request });
    run.simulation = run.prepared.simulate();
  },
  loop({ simulation }) {
    simulation.runTo(bars);
    simulation.finish();
  },
  tables({ simulation: { recorder } }) {
    recorder.trades.toTable();
    recorder.orders.toTable();
  },
  /** Makes the tables again, which is taken off below. */
  metrics(run) {
    const { models, warmupBars, benchmark } = run.prepared;
    const end = { state: 'completed', simulation: run.simulation, models, warmupBars, benchmark };
    run.outcome = composeOutcome({ ...end, drillDown: false });
  },
};

/** CPU milliseconds by step; of short runs the mean of a batch, since the clock is coarse. */
function measure() {
  const batch = Math.max(1, Math.ceil(100_000 / bars));
  const spent = Object.fromEntries(Object.keys(STEPS).map((name) => [name, 0]));
  let run;
  for (let k = 0; k < batch; k += 1) {
    run = {};
    for (const [name, step] of Object.entries(STEPS)) {
      const before = cpuNow();
      step(run);
      spent[name] += (cpuNow() - before) / batch;
    }
  }
  spent.metrics -= spent.tables;
  return { spent, outcome: run.outcome };
}

function measurePlainLoop() {
  const before = cpuNow();
  runPlainLoop(series, { cash, rate: 0 });
  return cpuNow() - before;
}

const total = (spent, names = Object.keys(STEPS)) => names.reduce((sum, name) => sum + spent[name], 0);

const first = measure();
for (let k = 1; k < WARM_UP; k += 1) measure();
const runs = Array.from({ length: repeats }, measure);
for (let k = 0; k < 5; k += 1) measurePlainLoop();
const { metrics, trades } = first.outcome;
console.log(
  JSON.stringify({
    first: total(first.spent),
    trading: median(runs.map(({ spent }) => total(spent, ['compile', 'bind', 'loop', 'tables']))),
    whole: median(runs.map(({ spent }) => total(spent))),
    steps: Object.fromEntries(
      Object.keys(STEPS).map((name) => [name, median(runs.map(({ spent }) => spent[name]))]),
    ),
    plain: median(Array.from({ length: repeats }, measurePlainLoop)),
    trades: trades.length,
    final: metrics.equity_final,
    pnl: trades.columns.pnl.reduce((sum, gain) => sum + gain, 0),
    metrics,
  }),
);

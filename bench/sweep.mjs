/**
 * A sweep of 174 cells of SMA stop-and-reverse over 2,148 daily bars: `sweepTrials` (compile, indicators, orders, trades, equity,
 * seven metrics and the sums for the statistics of each cell) against a plain loop that does the same trades, in the same
 * process. Run after `npm run build`: node bench/sweep.mjs [bars] [repeats]
 */
import { assembleOptimisation, listTrials, numbersOf, paramsOfCell, sweepTrials } from '#backtest-engine';
import { runPlainLoop } from './plain-loop.mjs';
import { createRandomWalk } from './random-walk.mjs';
import { cash, request } from './sma-reversal.mjs';

const bars = Number(process.argv[2] ?? 2148);
const repeats = Number(process.argv[3] ?? 15);
const WARM_UP = 5;

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, k) => from + k);
const cross = (a, b) => `(${a})[1] < (${b})[1] and ${a} > ${b}`;
const strategy = {
  version: 1,
  name: 'SMA stop and reverse',
  symbols: ['WALK'],
  params: { fast: 5, slow: 20 },
  rules: {
    long: { enter: cross('sma(close,fast)', 'sma(close,slow)') },
    short: { enter: cross('sma(close,slow)', 'sma(close,fast)') },
  },
  sizing: { kind: 'equity', value: 1 },
};
const plan = {
  method: 'grid',
  objective: 'return_pct',
  axes: [
    { name: 'fast', values: range(5, 10) },
    { name: 'slow', values: range(20, 48) },
  ],
  constraints: [],
  maxTrials: 1_000,
  seed: 0,
};
const series = createRandomWalk(bars, 7, '1d');
// The warm-up follows from the lengths, so it is not stated.
const execution = { ...request.execution, warmupBars: undefined };
const sweep = { strategy, request: { ...request, execution }, series: [series], plan, fixed: {} };
const cells = listTrials(plan, {});

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function timed(run) {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { result, cpu: (user + system) / 1000 };
}

const runEngine = () => sweepTrials(sweep, { from: 0, to: cells.length });
const runLoops = () =>
  cells.map((cell) => runPlainLoop(series, { cash, rate: 0 }, paramsOfCell(plan.axes, cell)));

/** Throws where the two did not come to the same. */
function check(table, loops) {
  loops.forEach(({ trades, final }, row) => {
    const gain = (final / cash - 1) * 100;
    const found = [numbersOf(table, 'trades')[row], numbersOf(table, 'return_pct')[row]];
    if (found[0] !== trades || Math.abs(found[1] - gain) > 1e-9 * Math.max(1, Math.abs(gain)))
      throw new Error(`cell ${row}: ${found.join(', ')}, not ${trades}, ${gain}`);
  });
}

for (let k = 0; k < WARM_UP; k += 1) check(runEngine(), runLoops());
const runs = Array.from({ length: repeats }, () => {
  const loops = timed(runLoops);
  const engine = timed(runEngine);
  const judged = timed(() => assembleOptimisation(sweep, [engine.result]));
  check(engine.result, loops.result);
  return { loops: loops.cpu, engine: engine.cpu, judged: judged.cpu };
});
const line = (label, text) => console.log(`  ${label.padEnd(52)} ${text}`);
const of = (name) => median(runs.map((run) => run[name]));
console.log(
  `${cells.length} cells, ${bars} bars, medians of ${repeats} warm sweeps, CPU time; all cells agree`,
);
line('plain loops (trades and equity)', `${of('loops').toFixed(2)} ms`);
line('engine (compile … seven metrics of each cell)', `${of('engine').toFixed(2)} ms`);
line('judging (best, heat maps, odds, overfitting)', `${of('judged').toFixed(2)} ms`);
line('ratio of the engine to the plain loops', (of('engine') / of('loops')).toFixed(2));

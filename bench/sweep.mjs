/**
 * A sweep of 174 cells of SMA stop-and-reverse over 2,148 daily bars: `sweepTrials` (plan, indicators, trades, equity, seven
 * metrics and the sums for the statistics of each cell) against a plain loop that does the same trades, in the same
 * process. Run after `npm run build`: node bench/sweep.mjs [bars] [repeats]
 */
import { assembleOptimisation, listTrials, numbersOf, paramsOfCell, sweepTrials } from '#backtest-engine';
import { runPlainLoop } from './plain-loop.mjs';
import { createRandomWalk } from './random-walk.mjs';
import { cash, request } from './sma-reversal.mjs';
import { plan, strategy } from './sma-search.mjs';

const bars = Number(process.argv[2] ?? 2148);
const repeats = Number(process.argv[3] ?? 15);
const WARM_UP = 30;

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
line('engine (plan … seven metrics of each cell)', `${of('engine').toFixed(2)} ms`);
line('judging (all metrics of the best, heat maps, overfitting)', `${of('judged').toFixed(2)} ms`);
line('ratio of the engine to the plain loops', (of('engine') / of('loops')).toFixed(2));
console.log(
  '  stated of others on two shared cores: C 1.15 ms, vectorbt in one call 35, backtesting.py 2,790',
);

/**
 * A sweep of 174 cells of SMA stop-and-reverse over 2,148 daily bars: `sweepTrials` (plan, indicators, trades, equity, seven
 * metrics and the sums for the statistics of each cell) against a plain loop that does the same trades, in the same
 * process. Sweeps follow each other, as do loops and judgements: twelve megabytes that the loops leave behind at a time
 * would otherwise be collected while the engine is timed. So the mean has the collections of one's own garbage in it. Run
 * after `npm run build`: node bench/sweep.mjs [bars] [repeats]
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { assembleOptimisation, listTrials, numbersOf, paramsOfCell, sweepTrials } from '#backtest-engine';
import { runPlainLoop } from './plain-loop.mjs';
import { createRandomWalk } from './random-walk.mjs';
import { cash, request } from './sma-reversal.mjs';
import { plan, strategy } from './sma-search.mjs';

const bars = Number(process.argv[2] ?? 2148);
const repeats = Number(process.argv[3] ?? 15);
const WARM_UP = 30;
const ROUNDS = 5;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const series = createRandomWalk(bars, 7, '1d');
// The warm-up follows from the lengths, so it is not stated.
const execution = { ...request.execution, warmupBars: undefined };
const sweep = { strategy, request: { ...request, execution }, series: [series], plan, fixed: {} };
const cells = listTrials(plan, {});

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** CPU milliseconds of each of many calls in a row, all threads. */
function timeInRow(run) {
  collectGarbage();
  return Array.from({ length: repeats }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
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

const judge = () => assembleOptimisation(sweep, [trials]);
const trials = runEngine();
for (let k = 0; k < WARM_UP; k += 1) {
  check(runEngine(), runLoops());
  judge();
}
const spent = { loops: [], engine: [], judge: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  spent.loops.push(...timeInRow(runLoops));
  spent.engine.push(...timeInRow(runEngine));
  spent.judge.push(...timeInRow(judge));
}
check(runEngine(), runLoops());
const line = (label, text) => console.log(`  ${label.padEnd(60)} ${text}`);
const both = (values) => `${median(values).toFixed(2)} ms (mean ${mean(values).toFixed(2)})`;
const ratio = (of) => (of(spent.engine) / of(spent.loops)).toFixed(2);
console.log(
  `${cells.length} cells, ${bars} bars, medians of ${ROUNDS} × ${repeats} warm sweeps, CPU time; all cells agree`,
);
line('plain loops (trades and equity)', both(spent.loops));
line('engine (plan … seven metrics of each cell)', both(spent.engine));
line('judging (all metrics of the best, heat maps, overfitting)', both(spent.judge));
line('ratio of the engine to the plain loops', `${ratio(median)} (of means ${ratio(mean)})`);
console.log(
  '  stated of others on two shared cores: C 1.15 ms, vectorbt in one call 35, backtesting.py 2,790',
);

/**
 * Bytes that the loop over bars leaves on the heap per bar, from two lengths, for several kinds of strategies: node
 * --expose-gc heap-per-bar.mjs [lengths]. Prints JSON. Each strategy enters once and holds, so that what remains is what bars cost.
 */
import { DEFAULT_COSTS, resolveExecution, runBacktest } from '#backtest-engine';
import { compileStrategy } from '#strategy';
import { createRandomWalk } from './random-walk.mjs';

const STRATEGIES = {
  'between signals': { enter: 'close > 0', exit: 'close < 0' },
  'with a stop that waits': { enter: 'close > 0', stops: [{ kind: 'stop', at: 'entry_price * 0.01' }] },
  'where the position is read at each bar': { enter: 'close > 0', exit: 'pnl_pct < -99' },
};
const lengths = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [40_000, 80_000];
const WARM_UP = 12;
const REPEATS = 9;

const request = {
  initialCapital: 1e6,
  seed: 0,
  costs: DEFAULT_COSTS,
  execution: resolveExecution('default'),
};

/** Bytes of objects made while the second half of the bars is worked through; columns are no objects of the heap. */
function heapOfHalf(series, long) {
  const { strategy } = compileStrategy({ version: 1, name: 'hold', symbols: ['WALK'], rules: { long } });
  let [atHalf, atEnd] = [0, 0];
  const hooks = {
    everyBars: series.length / 2,
    isCancelled: () => false,
    onProgress(done, total) {
      if (done === total) atEnd = process.memoryUsage().heapUsed;
      if (done !== total / 2) return;
      globalThis.gc();
      atHalf = process.memoryUsage().heapUsed;
    },
  };
  runBacktest({ series: [series], strategy, request }, hooks);
  return atEnd - atHalf;
}

const all = lengths.map((length) => createRandomWalk(length, 7));
const perBar = Object.entries(STRATEGIES).map(([name, long]) => {
  for (let k = 0; k < WARM_UP; k += 1) all.forEach((series) => heapOfHalf(series, long));
  // The least of several: the compiler itself leaves something behind now and then.
  const [short, tall] = all.map((series) =>
    Math.min(...Array.from({ length: REPEATS }, () => heapOfHalf(series, long))),
  );
  return [name, (2 * (tall - short)) / (lengths[1] - lengths[0])];
});
console.log(JSON.stringify(Object.fromEntries(perBar)));

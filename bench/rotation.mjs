/**
 * Momentum rotation over many symbols in one account, at several sizes: with the ranking that `allocate` does, and with
 * `rank()` as part of an expression, which compares all symbols at every bar. Run after `npm run build`:
 * node bench/rotation.mjs [symbols] [bars]
 */
import { DEFAULT_COSTS, resolveExecution, runBacktest } from '#backtest-engine';
import { compileStrategy } from '#strategy';
import { createRandomWalk } from './random-walk.mjs';

const symbols = Number(process.argv[2] ?? 500);
const bars = Number(process.argv[3] ?? 2520);
const REPEATS = 7;
/** Until the compiler is done, or the first size would pay for all. */
const WARM_UP = 10;

const allocations = {
  'allocate by momentum': { every: 'month_end', rank: 'roc(close, 126)', top: 20 },
  'the same where rank() decides': {
    every: 'month_end',
    where: 'rank(roc(close, 126)) <= 20',
  },
};
const request = {
  initialCapital: 1e6,
  seed: 1,
  costs: DEFAULT_COSTS,
  execution: resolveExecution('default'),
};
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function cpuOf(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function createMarket(count, length) {
  return Array.from({ length: count }, (_, k) => ({
    ...createRandomWalk(length, k + 1, '1d'),
    symbol: `S${k}`,
  }));
}

function measure(allocate, count, length) {
  const series = createMarket(count, length);
  const document = {
    version: 1,
    name: 'rotation',
    symbols: series.map(({ symbol }) => symbol),
    allocate,
  };
  const run = () => {
    const compiled = compileStrategy(document);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    return runBacktest({ series, strategy: compiled.strategy, request });
  };
  const { trades } = run();
  for (let k = 0; k < WARM_UP; k += 1) run();
  return { cpu: median(Array.from({ length: REPEATS }, () => cpuOf(run))), trades: trades.length };
}

for (const [name, allocate] of Object.entries(allocations)) {
  console.log(`${name}: CPU time of a run with compile and metrics, medians of ${REPEATS}`);
  for (const [count, length] of [
    [symbols / 4, bars],
    [symbols / 2, bars],
    [symbols, bars / 4],
    [symbols, bars / 2],
    [symbols, bars],
  ]) {
    const { cpu, trades } = measure(allocate, count, length);
    const each = ((cpu * 1e6) / (count * length)).toFixed(0);
    console.log(
      `  ${count} symbols × ${length} daily bars: ${cpu.toFixed(1)} ms, ${each} ns a bar, ${trades} trades`,
    );
  }
}

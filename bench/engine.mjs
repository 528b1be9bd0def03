/**
 * One million minute bars through strategy.v1 SMA 10/20 stop-and-reverse, against a plain loop that does the
 * same trades in the same process. Run after `npm run build`: node bench/engine.mjs [bars] [repeats]
 */
import { DEFAULT_COSTS, resolveExecution, runBacktest } from '#backtest-engine';
import { compileStrategy } from '#strategy';
import { runPlainLoop } from './plain-loop.mjs';
import { createRandomWalk } from './random-walk.mjs';

const bars = Number(process.argv[2] ?? 1_000_000);
const repeats = Number(process.argv[3] ?? 9);
const cash = 1e9;
const rate = 0;

const cross = (a, b) => `(${a})[1] < (${b})[1] and ${a} > ${b}`;
const document = {
  version: 1,
  name: 'SMA stop and reverse',
  symbols: ['WALK'],
  rules: {
    long: { enter: cross('sma(close,10)', 'sma(close,20)') },
    short: { enter: cross('sma(close,20)', 'sma(close,10)') },
  },
  sizing: { kind: 'equity', value: 1 },
};
const request = {
  initialCapital: cash,
  seed: 1,
  costs: { ...DEFAULT_COSTS, commission: { ...DEFAULT_COSTS.commission, rate } },
  execution: resolveExecution('backtesting_py', { warmupBars: 19 }),
};

function runEngine(series) {
  const compiled = compileStrategy(document, { warmup: 'first_defined' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return runBacktest({ series: [series], strategy: compiled.strategy, request });
}

function timed(run) {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const result = run();
  const wall = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { result, wall, cpu: (user + system) / 1000 };
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function check(engine, plain) {
  const final = engine.metrics.equity_final;
  if (engine.trades.length !== plain.trades)
    throw new Error(`${engine.trades.length} trades, not ${plain.trades}`);
  if (Math.abs(final / plain.final - 1) > 1e-9) throw new Error(`final equity ${final}, not ${plain.final}`);
  const { pnl } = engine.trades.columns;
  for (let k = 0; k < plain.trades; k += 1) {
    if (Math.abs(pnl[k] - plain.pnl[k]) > 1e-6 * Math.max(1, Math.abs(pnl[k])))
      throw new Error(`trade ${k} differs`);
  }
}

const series = createRandomWalk(bars, 7);
const runs = Array.from({ length: repeats }, () => {
  const plain = timed(() => runPlainLoop(series, { cash, rate }));
  const engine = timed(() => runEngine(series));
  check(engine.result, plain.result);
  return { plain, engine };
});
const show = (label, of) => {
  const wall = median(runs.map((run) => of(run).wall));
  const cpu = median(runs.map((run) => of(run).cpu));
  const first = of(runs[0]).wall;
  console.log(
    `${label.padEnd(36)} ${wall.toFixed(1)} ms (first ${first.toFixed(1)}), CPU of all threads ${cpu.toFixed(1)} ms`,
  );
  return { wall, cpu };
};
console.log(
  `bars ${bars}, trades ${runs[0].plain.result.trades}, ${repeats} repeats, medians; trades and final equity agree`,
);
const plain = show('plain loop (equity, trades)', (run) => run.plain);
const engine = show('engine (compile … all metrics)', (run) => run.engine);
console.log(`${'engine'.padEnd(36)} ${Math.round(bars / (engine.wall / 1000)).toLocaleString('en')} bars/s`);
const ratios = `${(engine.wall / plain.wall).toFixed(2)} by the clock, ${(engine.cpu / plain.cpu).toFixed(2)} by CPU time`;
console.log(`${'ratio to the plain loop'.padEnd(36)} ${ratios}`);

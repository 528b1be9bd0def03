/**
 * The engine against plain loops in C that do the same trades: SMA 10/20 stop-and-reverse over a million minute bars
 * and over a short series. CPU time, median over fresh processes, since what V8 compiles varies from one to the next.
 * Run after `npm run build`: node bench/engine.mjs [bars] [processes]
 */
import { execFileSync } from 'node:child_process';
import { createRandomWalk } from './random-walk.mjs';
import { buildYardstick } from './yardstick.mjs';

const bars = Number(process.argv[2] ?? 1_000_000);
const processes = Number(process.argv[3] ?? 5);
/** As many as the daily bars of GOOG that the peers' figures are about. */
const SHORT = 2148;
const REPEATS = 9;
/** What looking outside may cost, as a share of the run. */
const MOST_WATCHING = 0.01;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const child = new URL('engine-process.mjs', import.meta.url).pathname;

function runEngine(length, timeframe) {
  return JSON.parse(
    execFileSync(process.execPath, [child, length, timeframe, REPEATS], { encoding: 'utf8' }),
  );
}

function isClose(left, right) {
  return Math.abs(left - right) <= 1e-9 * Math.max(1e-6, Math.abs(left), Math.abs(right));
}

/** Throws where the two did not come to the same. */
function checkAgreement(engine, yardstick) {
  for (const name of ['trades', 'final', 'pnl'])
    if (!isClose(engine[name], yardstick[name]))
      throw new Error(`${name}: ${engine[name]}, not ${yardstick[name]}`);
  for (const [name, value] of Object.entries(yardstick.metrics))
    if (value !== null && !isClose(engine.metrics[name], value))
      throw new Error(`${name}: ${engine.metrics[name]}, not ${value}`);
}

const ms = (value) => `${value.toFixed(value < 10 ? 3 : 1)} ms`;
const line = (label, text) => console.log(`  ${label.padEnd(44)} ${text}`);

function compare(length, timeframe) {
  const yardstick = buildYardstick(createRandomWalk(length, 7, timeframe));
  const rounds = Array.from({ length: processes }, () => ({
    trading: yardstick && median(yardstick.run(REPEATS, false).cpu),
    whole: yardstick?.run(REPEATS, true),
    engine: runEngine(length, timeframe),
  }));
  yardstick?.remove();
  for (const { engine, whole } of rounds) if (whole !== undefined) checkAgreement(engine, whole);
  report(length, rounds, yardstick !== undefined);
}

function report(length, rounds, hasYardstick) {
  const of = (read) => median(rounds.map(read));
  const [trading, whole] = [of(({ engine }) => engine.trading), of(({ engine }) => engine.whole)];
  console.log(
    `${length} bars, ${rounds[0].engine.trades} trades, ${rounds.length} processes of ${REPEATS} warm runs`,
  );
  line('engine: columns, orders, trades, equity', ms(trading));
  line(
    'engine: and all metrics',
    `${ms(whole)} (first run of a process ${ms(of(({ engine }) => engine.first))})`,
  );
  for (const name of Object.keys(rounds[0].engine.steps))
    line(`  ${name}`, ms(of(({ engine }) => engine.steps[name])));
  const canary = of(({ engine }) => engine.canary);
  line('look-ahead canary', `${ms(canary)}, ${((100 * canary) / whole).toFixed(1)} % of the run`);
  const watching = of(({ engine }) => engine.watching);
  const isWithin = watching <= MOST_WATCHING ? 'within' : 'above';
  line(
    'progress and cancel',
    `${(100 * watching).toFixed(1)} % of the run, ${isWithin} ${100 * MOST_WATCHING} %`,
  );
  line('plain loop in JavaScript (equity, trades)', ms(of(({ engine }) => engine.plain)));
  if (!hasYardstick) {
    console.log('  no C compiler: not compared with the yardstick');
    return;
  }
  const c = { trading: of((round) => round.trading), whole: of((round) => median(round.whole.cpu)) };
  line(
    'C: equity, trades',
    `${ms(c.trading)}, the engine takes ${(trading / c.trading).toFixed(2)} times that`,
  );
  line('C: and metrics', `${ms(c.whole)}, the engine takes ${(whole / c.whole).toFixed(2)} times that`);
  line('trades, money and metrics', 'agree');
}

/** Cost by length: the same for each bar, where it is linear. */
function reportLengths(lengths) {
  console.log('run with all metrics by length');
  for (const length of lengths) {
    const whole = median(Array.from({ length: processes }, () => runEngine(length, '1m').whole));
    line(`${length} bars`, `${ms(whole)}, ${((whole * 1e6) / length).toFixed(1)} ns a bar`);
  }
}

/** Stated of others on two shared cores, one thread, CPU time; not measured here. */
const STATED = [
  [
    'one million bars',
    'C 4.3 ms, NumPy 31, vectorbt 83, with stats 167, @backtest/framework 4,240, backtesting.py 4,840,',
  ],
  ['', 'grademark 14,300, backtrader 61,000'],
  ['GOOG, 2,148 bars', 'C 0.0074 ms, vectorbt 11, with stats 32, backtesting.py 19'],
];

compare(bars, '1m');
compare(SHORT, '1d');
reportLengths([bars / 4, bars / 2, bars]);
console.log('stated of others');
for (const [label, text] of STATED) line(label, text);

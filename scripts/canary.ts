/** A thousand clean runs of the classics, none of which may raise an alarm: `npm run canary`. */
import { readdirSync, readFileSync } from 'node:fs';
import { compileStrategy } from '#strategy';
import { CLEAN_WORLDS, runClean } from '../libs/backtest-engine/src/testing/clean-runs.js';

const RUNS = 1_000;
const folder = new URL('../examples/strategies/', import.meta.url);
const names = readdirSync(folder);
const seeds = Math.ceil(RUNS / (names.length * CLEAN_WORLDS.length));
let runs = 0;
for (const name of names) {
  const compiled = compileStrategy(JSON.parse(readFileSync(new URL(name, folder), 'utf8')), {
    warmup: 'first_defined',
  });
  if (!compiled.ok) throw new Error(`${name}: ${JSON.stringify(compiled.errors)}`);
  for (const { world, seed, alarms } of runClean(compiled.strategy, seeds)) {
    runs += 1;
    if (alarms.length === 0) continue;
    process.exitCode = 1;
    console.error(`${name}, world ${world}, seed ${seed}: ${JSON.stringify(alarms)}`);
  }
}
console.log(`${runs} clean runs, ${process.exitCode === 1 ? 'with false alarms' : 'no alarm'}`);

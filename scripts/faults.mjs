/**
 * Tasks under faults. `npm run faults [-- <tasks> <kills> <redis restarts>]`: two workers of the built product work through
 * a queue of backtests while they are killed one after the other and Redis is restarted; at the end each task must have
 * one result, equal to that of the undisturbed run. A hundredth of the whole when no size is given.
 * `npm run faults -- --light [<tasks> <kills> <redis restarts> <crashes of PostgreSQL>]`: light tasks are asked for meanwhile;
 * at the end each must have ended once, for history and Redis alike, and nothing may be left in between.
 */
import { parseArgs } from 'node:util';
import { runFaults } from '../test/faults/fault-run.ts';
import { runLightFaults } from '../test/faults/light-fault-run.ts';
import { closeTestHome, openTestHome } from '../test/support/test-home.mjs';

/** More than a tenth of a second of processor time each. */
const BARS = 17_000;
const LEAST_MS = 100;

async function isFineWithBacktests([tasks = 100, kills = 4, redisRestarts = 1]) {
  const report = await runFaults({ bars: BARS, tasks, kills, redisRestarts, say: console.log });
  console.log(report);
  const { completed, results, wrong, fastestMs } = report;
  return completed === tasks && results === tasks && wrong === 0 && fastestMs >= LEAST_MS;
}

async function isFineWithLightTasks([tasks = 2_000, kills = 4, redisRestarts = 1, databaseCrashes = 1]) {
  const report = await runLightFaults({ tasks, kills, redisRestarts, databaseCrashes, say: console.log });
  console.log(report);
  const { ended, missing, unasked, wrong, left } = report;
  return ended === tasks && [missing, unasked, wrong, ...Object.values(left)].every((count) => count === 0);
}

const { values, positionals } = parseArgs({
  options: { light: { type: 'boolean' } },
  allowPositionals: true,
});
const home = await openTestHome();
process.env.BARKEEP_TEST_HOME = home;
try {
  const run = values.light ? isFineWithLightTasks : isFineWithBacktests;
  if (!(await run(positionals.map(Number)))) process.exitCode = 1;
} finally {
  await closeTestHome(home);
}

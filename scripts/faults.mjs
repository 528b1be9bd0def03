/**
 * Backtests under faults: `npm run faults [-- <tasks> <kills> <redis restarts>]`. Two workers of the built product work
 * through the queue while they are killed one after the other and Redis is restarted; at the end each task must have
 * one result, equal to that of the undisturbed run. A hundredth of the whole when no size is given.
 */
import { closeTestHome, openTestHome } from '../test/support/test-home.mjs';
import { runFaults } from '../test/faults/fault-run.ts';

const [tasks = 100, kills = 4, redisRestarts = 1] = process.argv.slice(2).map(Number);
/** More than a tenth of a second of processor time each. */
const BARS = 17_000;
const LEAST_MS = 100;
const home = await openTestHome();
process.env.BARKEEP_TEST_HOME = home;
try {
  const report = await runFaults({
    bars: BARS,
    tasks,
    kills,
    redisRestarts,
    say: (line) => console.log(line),
  });
  console.log(report);
  const { completed, results, wrong, fastestMs } = report;
  if (completed !== tasks || results !== tasks || wrong > 0 || fastestMs < LEAST_MS) process.exitCode = 1;
} finally {
  await closeTestHome(home);
}

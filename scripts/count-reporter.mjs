import { writeSync } from 'node:fs';

/**
 * The last line of npm test: the counts in words that a script can read. A file that could not run counts as failed.
 * Written when the process ends, since jest puts its own summary after all reporters.
 */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.once('exit', () =>
      writeSync(1, `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`),
    );
  }
}

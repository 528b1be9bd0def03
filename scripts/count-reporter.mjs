/** The last line of npm test: the counts in words that a script can read. A file that could not run counts as failed. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stderr.write(`${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}

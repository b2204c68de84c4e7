const { writeFileSync } = require('node:fs');

/** Tells `npm test` how many tests passed and failed; a file that cannot be run at all is one failure. */
class SummaryReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const summary = { passed: results.numPassedTests, failed };
    if (process.env.OCTAVO_TEST_SUMMARY) writeFileSync(process.env.OCTAVO_TEST_SUMMARY, JSON.stringify(summary));
  }
}

module.exports = SummaryReporter;

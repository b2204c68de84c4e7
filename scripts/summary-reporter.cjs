const { writeFileSync } = require('node:fs');

const EVERY_FILES = 20;

/** Shows how far the tests are, and tells `npm test` how many passed and failed; a file that cannot be run is one failure. */
class SummaryReporter {
  onTestResult(_test, _result, { numPassedTestSuites, numFailedTestSuites, numTotalTestSuites, startTime }) {
    const done = numPassedTestSuites + numFailedTestSuites;
    if (done % EVERY_FILES !== 0) return;
    const seconds = Math.round((Date.now() - startTime) / 1_000);
    process.stderr.write(
      `${done} of ${numTotalTestSuites} files after ${seconds} s, ${numFailedTestSuites} of them failed\n`,
    );
  }

  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const summary = { passed: results.numPassedTests, failed };
    if (process.env.OCTAVO_TEST_SUMMARY) writeFileSync(process.env.OCTAVO_TEST_SUMMARY, JSON.stringify(summary));
  }
}

module.exports = SummaryReporter;

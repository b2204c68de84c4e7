const { existsSync, readdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { createCoverageMap } = require('istanbul-lib-coverage');
const { TestEnvironment } = require('jest-environment-node');

/** Node's environment; at the end of a test file, what its workers counted in the sandbox is added to its coverage. */
class CoverageEnvironment extends TestEnvironment {
  async handleTestEvent({ name }) {
    const folder = process.env.OCTAVO_TEST_COVERAGE;
    if (name !== 'run_finish' || !folder || !existsSync(folder)) return;
    const own = readdirSync(folder).filter((file) => file.startsWith(`${process.pid}-`) && file.endsWith('.json'));
    const coverage = createCoverageMap(this.global.__coverage__ ?? {});
    for (const file of own) coverage.merge(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    for (const file of own) rmSync(join(folder, file));
    this.global.__coverage__ = JSON.parse(JSON.stringify(coverage));
  }
}

module.exports = CoverageEnvironment;

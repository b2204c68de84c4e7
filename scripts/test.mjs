import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from './bootstrap/missing-piece.mjs';
import { prepareNode, prepareServers } from './bootstrap/prepare.mjs';
import { tool } from './bootstrap/repository.mjs';
import { runNode } from './bootstrap/run-process.mjs';
import { CHECKS, runChecks } from './checks.mjs';

// `npm test`: all checks and tests, on a fresh clone too. Its last line is `N passed, N failed`; each check counts as one.
// With OCTAVO_TEST_ALL=1 (`npm run test:all`), coverage is measured and the long tests run too.
const isAll = process.env.OCTAVO_TEST_ALL === '1';

// A failed set-up counts as one failure.
let [passed, failed] = [0, 1];
await runScript(async () => {
  await prepareNode();
  await prepareServers();
  const failedChecks = await runChecks(CHECKS);
  const tests = await runTests();
  passed = CHECKS.length - failedChecks + tests.passed;
  failed = failedChecks + tests.failed;
  return failed === 0 ? 0 : 1;
});
process.stdout.write(`${passed} passed, ${failed} failed\n`);

async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-tests-'));
  const summary = join(folder, 'summary.json');
  const reporters = ['--reporters', 'default', '--reporters', '<rootDir>/scripts/summary-reporter.cjs'];
  const coverage = isAll ? ['--coverage'] : [];
  const chosen = process.argv.slice(2);
  // Coverage is checked only if all tests run.
  const env = { OCTAVO_TEST_SUMMARY: summary, ...(isAll && chosen.length === 0 ? { OCTAVO_COVERAGE: '1' } : {}) };
  try {
    // The option for reporters takes a list, so paths come before it.
    const args = [tool('jest/bin/jest.js'), ...chosen, ...coverage, ...reporters];
    const { code } = await runNode(args, { env });
    return judge(code, readSummary(summary));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run that fails without a failed test (coverage, a broken set-up, Ctrl-C) counts as one failure. */
function judge(code, { passed, failed }) {
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function readSummary(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

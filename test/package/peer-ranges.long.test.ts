import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testServerAddress } from '../integration/support/test-worker';
import { PackedProject } from './packed-project';

const execute = promisify(execFile);

// Octavo's worker overrides a protected function of Temporal's and hands on an option that its types do not know: both must
// be there in every version that the packages allow. Of zod and ioredis a project has its own version.

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

/** The ranges that the package tells package managers. */
async function readPeers(): Promise<Readonly<Record<string, string>>> {
  const manifest = await readFile(join(project.folder, 'node_modules/@octavo/worker/package.json'), 'utf8');
  return (JSON.parse(manifest) as { peerDependencies: Record<string, string> }).peerDependencies;
}

/** The lowest and the highest version of the range that the registry has. */
async function endsOfRange(name: string, range = ''): Promise<readonly [lowest: string, highest: string]> {
  const { stdout } = await execute('npm', ['view', `${name}@${range}`, 'version', '--json']);
  const versions = [JSON.parse(stdout) as string | string[]].flat();
  // As they were published: a patch of an older minor version may come last.
  const sorted = versions.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  return [String(sorted[0]), String(sorted.at(-1))];
}

async function runWith(packages: Readonly<Record<string, string>>): Promise<unknown> {
  const specs = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  await execute('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...specs], { cwd: project.folder });
  const { stdout, stderr } = await project.runNode(['range.cjs', testServerAddress(), `range-${specs[0]}`]);
  return stdout === '' ? stderr : JSON.parse(stdout);
}

it('works with the lowest and with the highest version of each peer', async () => {
  const peers = await readPeers();
  expect(peers).toMatchObject({ '@temporalio/worker': '~1.24', ioredis: '^6.0', zod: '^4.6' });
  const ends = await Promise.all(
    Object.entries(peers).map(async ([name, range]) => [name, await endsOfRange(name, range)] as const),
  );
  for (const end of [0, 1]) {
    const packages = Object.fromEntries(ends.map(([name, versions]) => [name, versions[end] ?? '']));
    const version = packages['@temporalio/worker'];
    expect(await runWith(packages)).toEqual({ output: 7, isWatched: false, version });
  }
}, 600_000);

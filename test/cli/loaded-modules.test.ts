import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type CliWorker, startCliWorker } from './support/cli-worker';
import { echo, TestFolder } from './support/definitions';
import { ROOT } from './support/invoke';
import { startOctavo } from './support/octavo-process';
import { WRITE_LOADED_MODULES } from './support/write-loaded-modules';

// The modules that a command loads decide its start time, which `npm run bench -- startup` measures. These lists show new
// modules; change them only on purpose.

const folder = new TestFolder();
afterAll(() => folder.remove());

interface Loaded {
  /** Names of other packages and of Octavo's. */
  readonly packages: readonly string[];
  readonly ownFiles: number;
}

/** The modules that `octavo` from the checkout has loaded at its end, without the TypeScript compiler. */
async function loadedBy(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Loaded> {
  const list = join(folder.path, 'loaded-modules');
  const hook = folder.write('write-loaded-modules.cjs', WRITE_LOADED_MODULES);
  const { ended, stderr } = startOctavo(args, { ...env, LOADED_MODULES: list, NODE_OPTIONS: `--require=${hook}` });
  expect({ code: await ended, stderr: stderr() }).toMatchObject({ code: 0 });
  const paths = readFileSync(list, 'utf8').split('\n');
  const names = paths.map((path) => packageOf(relative(ROOT, path))).filter((name) => name !== undefined);
  const ownFiles = names.filter((name) => name.startsWith('@octavo/')).length;
  return { packages: [...new Set(names)].filter((name) => !COMPILER.has(name)).sort(), ownFiles };
}

const COMPILER: ReadonlySet<string> = new Set(['esbuild', 'tsx']);

function packageOf(path: string): string | undefined {
  const inside = path.split('node_modules/').at(-1) ?? '';
  if (inside !== path) return /^(?:@[^/]+\/)?[^/]+/.exec(inside)?.[0];
  const own =
    /^(?:services\/)?(activities|cli|client|config|migration|orchestrators|planner|state|temporal-server|worker|workflows)\//;
  const name = own.exec(path)?.[1];
  return name === undefined ? undefined : `@octavo/${name}`;
}

const COMMAND_LINE = ['@octavo/cli', 'commander', 'picocolors'];

const CONFIGURATION_AND_PLANNER = [
  ...['@octavo/activities', '@octavo/config', '@octavo/orchestrators', '@octavo/planner'],
  ...['@temporalio/common', '@temporalio/envconfig', 'ipaddr.js', 'smol-toml', 'yaml', 'zod'],
];

/** Packages of Temporal's client, with their dependencies. */
const CLIENT = [
  ...['@octavo/client', '@temporalio/client', '@temporalio/common', '@temporalio/proto', 'nexus-rpc'],
  ...['@grpc/grpc-js', '@js-sdsl/ordered-map', 'long', 'ms', 'protobufjs', 'uuid'],
];

/** Maximum number of Octavo's files that `run` loads, of more than 800. Raise it if a new file is needed. */
const MOST_OWN_FILES = 272;

function all(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}

describe('what a command loads', () => {
  let worker: CliWorker;
  beforeAll(async () => {
    worker = await startCliWorker();
  });
  afterAll(() => worker.stop());

  it('the help needs only the command line', async () => {
    const { packages } = await loadedBy(['--help']);
    expect(packages).toEqual(['@octavo/cli', 'commander']);
  });

  it('validate needs no client', async () => {
    const { packages } = await loadedBy(['validate', folder.write('echo.yaml', echo)]);
    expect(packages).toEqual(all(COMMAND_LINE, CONFIGURATION_AND_PLANNER));
  });

  it('run needs no worker, no store and no HTTP client if a worker is running', async () => {
    const { packages, ownFiles } = await loadedBy(['run', folder.write('echo.yaml', echo)], worker.env);
    expect(packages).toEqual(all(COMMAND_LINE, CONFIGURATION_AND_PLANNER, CLIENT));
    expect(ownFiles).toBeLessThanOrEqual(MOST_OWN_FILES);
  });
});

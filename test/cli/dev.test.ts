import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { findFreePort } from '@octavo/temporal-server';
import { definitionOf, echo, TestFolder } from './support/definitions';
import { laptop } from './support/laptop';
import {
  leftOf,
  type OctavoProcess,
  processesBelow,
  signalUntilEnded,
  startOctavo,
  untilStderr,
} from './support/octavo-process';
import { WRITE_LOADED_MODULES } from './support/write-loaded-modules';

// `octavo dev` as a process, and other commands in its folder without an option for the server.

const folders: TestFolder[] = [];
afterAll(() => folders.forEach((folder) => folder.remove()));

function newFolder(): TestFolder {
  const folder = new TestFolder();
  folders.push(folder);
  return folder;
}

interface Dev extends OctavoProcess {
  readonly address: string;
  readonly below: () => readonly number[];
}

/** Starts `octavo dev` on free ports, and returns when it is ready or has ended. */
async function startDev(cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Dev> {
  const [port, uiPort] = [await findFreePort(), await findFreePort()];
  const octavo = startOctavo(['dev', '--memory', '--port', `${port}`, '--ui-port', `${uiPort}`], env, { cwd });
  await untilStderr(octavo, 'Octavo is ready');
  return { ...octavo, address: `127.0.0.1:${port}`, below: () => processesBelow(octavo.child.pid ?? 0) };
}

const fileIn = (folder: TestFolder): string => join(folder.path, '.octavo/dev.json');

describe('octavo dev', () => {
  const folder = newFolder();
  const server = laptop('server', folder);
  const user = laptop('user', folder);
  let dev: Dev;
  beforeAll(async () => {
    dev = await startDev(folder.path, { ...server.env, OCTAVO_LOG_LVL: 'debug' });
  });

  it('logs one line of JSON with its server, after a warning about a misspelt variable, and no lines of the SDK', () => {
    const lines = dev.stderr().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { level: 'warn', time: expect.any(String), msg: expect.stringContaining('nearest is OCTAVO_LOG_LEVEL') },
      {
        ...{ level: 'info', time: expect.any(String), msg: 'Octavo is ready' },
        fields: {
          ...{ address: dev.address, namespace: 'default', uiUrl: expect.stringMatching(/^http:/) },
          ...{ taskQueue: 'octavo', store: 'memory' },
        },
      },
    ]);
  });

  it('is the server in use in `octavo config show`', async () => {
    const show = startOctavo(['config', 'show'], {}, { cwd: folder.path });
    expect(await show.ended).toBe(0);
    const server = `${dev.address}, namespace default, task queue octavo (\`octavo dev\` of this folder)`;
    expect(show.stdout().endsWith(`\n\nServer in use: ${server}\n`)).toBe(true);
  });

  it('writes its address, readable only for this user', () => {
    const { pid } = dev.child;
    expect(JSON.parse(readFileSync(fileIn(folder), 'utf8'))).toMatchObject({
      address: dev.address,
      pid,
      isReady: true,
    });
    expect(statSync(fileIn(folder)).mode & 0o777).toBe(0o600);
  });

  it('executes the run of `octavo run`, which does not load the code of a worker', async () => {
    const loaded = join(folder.path, 'loaded-modules');
    const hook = folder.write('write-loaded-modules.cjs', WRITE_LOADED_MODULES);
    const octavo = startOctavo(
      ['run', folder.write('echo.yaml', echo), '--json', '--input', '[1]'],
      { NODE_OPTIONS: `--require ${hook}`, LOADED_MODULES: loaded },
      { cwd: folder.path },
    );
    expect({ code: await octavo.ended, stderr: octavo.stderr() }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(octavo.stdout())).toMatchObject({ status: 'SUCCESS', output: { got: [1] } });
    const modules = readFileSync(loaded, 'utf8').split('\n');
    expect(modules.filter((path) => path.includes('/@temporalio/client/'))).not.toEqual([]);
    expect(modules.filter((path) => OF_A_WORKER.test(path))).toEqual([]);
  });

  it('runs actions of the project, which `octavo run` uses for planning', async () => {
    const marked = folder.write(
      'marked.yaml',
      definitionOf('marked', '{ id: mark, type: basic, action: laptop.mark }'),
    );
    const octavo = user.start('run', marked, '--json', '--workflow-id', 'marked-1');
    expect({ code: await octavo.ended, stdout: octavo.stdout() }).toMatchObject({ code: 0 });
    expect({ server: server.marks(), user: user.marks() }).toEqual({ server: ['marked-1'], user: [] });
  });

  it('is found by other commands too, and by `run --work`, which does not poll its task queue', async () => {
    const work = startOctavo(
      ['run', folder.write('echo.yaml', echo), '--work', '--workflow-id', 'own-queue'],
      {},
      { cwd: folder.path },
    );
    expect({ code: await work.ended, stderr: work.stderr() }).toMatchObject({ code: 0 });
    const list = startOctavo(['ls', '--definition', 'echo', '--json'], {}, { cwd: folder.path });
    expect(await list.ended).toBe(0);
    expect(JSON.parse(list.stdout())).toContainEqual(
      expect.objectContaining({ workflowId: 'own-queue', status: 'SUCCESS' }),
    );
  });

  it('is the only one for its folder', async () => {
    const second = await startDev(folder.path);
    expect(await second.ended).toBe(3);
    expect(second.stderr()).toContain(`DEV_ALREADY_RUNNING: \`octavo dev\` already runs for ${folder.path}`);
    expect(second.stderr()).toContain(`process ${dev.child.pid}, server ${dev.address}`);
    expect(existsSync(fileIn(folder))).toBe(true);
  });

  it('stops everything on SIGTERM, and ends with 0', async () => {
    const below = dev.below();
    dev.child.kill('SIGTERM');
    expect(await dev.ended).toBe(0);
    expect(existsSync(fileIn(folder))).toBe(false);
    expect(below.length).toBeGreaterThan(0);
    expect(await leftOf(below)).toEqual([]);
  });
});

const isServer = (pid: number): boolean => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start-dev');

const OF_A_WORKER =
  /@temporalio\/(worker|core-bridge|activity|workflow|testing)\/|services\/(worker|state|temporal-server|migration)\/|\/(undici|webpack|ioredis)\//;

it('octavo run starts its own server if a killed `octavo dev` left its file behind', async () => {
  const folder = newFolder();
  const dev = await startDev(folder.path);
  const below = dev.below();
  dev.child.kill('SIGKILL');
  await dev.ended;
  expect(existsSync(fileIn(folder))).toBe(true);
  const octavo = startOctavo(['run', folder.write('echo.yaml', echo)], {}, { cwd: folder.path });
  expect({ code: await octavo.ended, stderr: octavo.stderr() }).toMatchObject({ code: 0 });
  expect(await leftOf(below)).toEqual([]);
});

it('a second Ctrl-C exits at once while the server is still stopping', async () => {
  const folder = newFolder();
  const dev = await startDev(folder.path);
  const below = dev.below();
  // A suspended server does not react to a request to end.
  for (const pid of below.filter(isServer)) process.kill(pid, 'SIGSTOP');
  expect(await signalUntilEnded(dev, 'SIGINT')).toBe(130);
  expect(dev.stderr()).toContain('INTERRUPTED: Exited at once on Ctrl-C.');
  expect(existsSync(fileIn(folder))).toBe(false);
  expect(await leftOf(below)).toEqual([]);
});

it('dev ends with 2 if its metrics cannot be exported', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const [own, ui] = [await findFreePort(), await findFreePort()];
  const args = ['dev', '--memory', '--port', `${own}`, '--ui-port', `${ui}`];
  const folder = newFolder();
  const octavo = startOctavo(args, { OCTAVO_METRICS: `127.0.0.1:${port}` }, { cwd: folder.path });
  expect(await octavo.ended).toBe(2);
  expect(existsSync(fileIn(folder))).toBe(false);
  taken.close();
  expect(octavo.stderr()).toMatch(
    /CONFIG_INVALID: metrics: prometheus 127.0.0.1:\d+ cannot be used: .*[Aa]ddress already in use/,
  );
});

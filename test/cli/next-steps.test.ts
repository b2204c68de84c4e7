import { execFile } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from '../setup/clean-environment';
import { lengths } from '../setup/lengths';
import { type CliWorker, serverEnvironment, startCliWorker } from './support/cli-worker';
import { TestFolder, waiting } from './support/definitions';
import { invoke, ROOT } from './support/invoke';

// Types the commands between backticks in messages into a shell, in the folder of the command.

const folder = new TestFolder();
const binaries = folder.folder('bin');
const elsewhere = folder.folder('elsewhere');
let worker: CliWorker;
beforeAll(async () => {
  worker = await startCliWorker();
  const octavo = join(binaries, 'octavo');
  writeFileSync(octavo, `#!/bin/sh\nexec "${process.execPath}" "${ROOT}/services/cli/bin/octavo.js" "$@"\n`);
  chmodSync(octavo, 0o755);
});
afterAll(async () => {
  await worker.stop();
  folder.remove();
});

/** The environment of a user with `octavo` on PATH; no variable names the server. */
function environment(): NodeJS.ProcessEnv {
  const env = cleanEnvironment();
  return { ...env, PATH: `${binaries}:${env['PATH'] ?? ''}` };
}

const commandsIn = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:\w+=\S+ )?[^`]*octavo [^`]+)`/g)].map(([, command]) => command ?? '');

/** Asynchronous, because the worker runs in this process. */
function type(
  command: string,
): Promise<{ readonly command: string; readonly status: unknown; readonly stderr: string }> {
  return new Promise((resolve) =>
    execFile('sh', ['-c', command], { cwd: folder.path, env: environment() }, (error, _stdout, stderr) =>
      resolve({ command, status: error === null ? 0 : error.code, stderr }),
    ),
  );
}

it('the commands in the output of start work in the same folder, with the given options', async () => {
  const { TEMPORAL_ADDRESS: address = '', OCTAVO_TASK_QUEUE: queue = '' } = worker.env;
  const config = join(elsewhere, 'octavo.config.yaml');
  writeFileSync(config, `taskQueue: ${queue}\n`);
  const file = folder.write('waiting.yaml', waiting);
  const options = ['--address', address, '--namespace', 'default', '--config', 'elsewhere/octavo.config.yaml'];
  const id = `it's ${process.pid}`;
  const { code, stderr } = await invoke(['start', file, '--workflow-id', id, ...options], {
    env: environment(),
    cwd: folder.path,
  });
  const [status = '', result = ''] = commandsIn(stderr);
  expect({ code, status, result }).toMatchObject({
    code: 0,
    status: expect.stringContaining(`--address ${address} --namespace default --config elsewhere/octavo.config.yaml`),
  });
  expect(await type(status)).toMatchObject({ status: 0 });
  await invoke(['signal', id, 'go', ...options], { env: environment(), cwd: folder.path });
  expect(await type(result)).toMatchObject({ status: 0 });
});

it('commands without a definition name the configuration that was found beside the definition', async () => {
  const { TEMPORAL_ADDRESS: address = '', OCTAVO_TASK_QUEUE: queue = '' } = worker.env;
  const project = folder.folder('project');
  writeFileSync(join(project, 'octavo.config.yaml'), `server: { address: "${address}" }\ntaskQueue: ${queue}\n`);
  writeFileSync(join(project, 'waiting.yaml'), waiting);
  const { stderr } = await invoke(['start', 'project/waiting.yaml'], { env: environment(), cwd: folder.path });
  const [status = ''] = commandsIn(stderr);
  expect(status).toMatch(/ --config project\/octavo\.config\.yaml$/);
  expect(await type(status)).toMatchObject({ status: 0 });
});

const MISTAKES = [
  [['status', 'no-such-run']],
  [['lss']],
  [['list']],
  [['ls', '--opne', '--json']],
  [['rollout', 'statsu']],
] as const;

it.each(MISTAKES.slice(0, lengths.variants))('the command in the message of octavo %j works', async (args) => {
  const { TEMPORAL_ADDRESS: address = '' } = serverEnvironment();
  folder.write('octavo.config.yaml', `server: { address: "${address}" }\nmigration: {}\n`);
  const ended = await invoke(args, { env: environment(), cwd: folder.path });
  expect(ended.code).toBe(2);
  const commands = commandsIn(ended.stderr + ended.stdout);
  expect(commands.length).toBeGreaterThan(0);
  for (const command of commands) expect(await type(command)).toMatchObject({ status: 0 });
});

it.each([
  ['its own npm script', { npm_lifecycle_event: 'octavo' }, 'npm run octavo -- '],
  ['npx', { npm_lifecycle_event: 'npx' }, 'npx octavo '],
  ['another npm script', { npm_lifecycle_event: 'dev' }, 'npx octavo '],
  ['a path that no shell finds', { PATH: '/nowhere' }, 'npx octavo '],
  ['PATH', {}, 'octavo '],
])('commands are printed in the way they were started: by %s', async (_how, variables, start) => {
  const { stderr } = await invoke(['lss'], { env: { ...environment(), ...variables } });
  expect(stderr).toContain(`Type \`${start}ls\`; \`${start}--help\` shows more.`);
});

it.each([
  [['ls'], /`octavo dev --config empty\.yaml` starts one/],
  [['worker'], /`octavo worker --address HOST:PORT --config empty\.yaml` runs a worker for a server/],
])('without a server octavo %j names the command that starts one', async (args, expected) => {
  folder.write('empty.yaml', 'taskQueue: nobody\n');
  const { stderr } = await invoke([...args, '--config', 'empty.yaml'], { env: environment(), cwd: folder.path });
  expect(stderr).toMatch(expected);
});

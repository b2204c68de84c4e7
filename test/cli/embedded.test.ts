import { createServer } from 'node:net';
import { runCli } from '@octavo/cli';
import { findFreePort } from '@octavo/temporal-server';
import { cleanEnvironment } from '../setup/clean-environment';
import { broken, definitionOf, echo, TestFolder, waiting } from './support/definitions';
import { invoke, type InvokeOptions, jsonOf } from './support/invoke';
import { startOctavo } from './support/octavo-process';

// Without a configured server: each command has its own.
const env = cleanEnvironment();
const folder = new TestFolder();
afterAll(() => folder.remove());
const octavo = (args: readonly string[], options: InvokeOptions = {}) =>
  invoke(args, { env, cwd: folder.path, ...options });

// That the server is stopped is shown in process.test.ts.
it('run starts a server in memory, and shows no link into it that is dead when it ends', async () => {
  const file = folder.write('echo.yaml', echo);
  const { code, stderr } = await octavo(['run', file]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('http://') });
});

it('run leaves at once at a Ctrl-C before the server is there', async () => {
  const file = folder.write('waiting.yaml', waiting);
  const ended = octavo(['run', file, '--json'], { onInterruptible: (interrupt) => setImmediate(interrupt) });
  expect((await ended).code).toBe(130);
});

// In a process of its own: in this one, the log is that of the command before.
it('run --verbose shows on the standard error what the worker logs of a failure', async () => {
  const octavo = startOctavo(['run', folder.write('broken.yaml', broken), '--json', '--verbose']);
  expect(await octavo.ended).toBe(1);
  expect(JSON.parse(octavo.stdout())).toMatchObject({ error: { code: 'BROKEN' } });
  expect(octavo.stderr()).toMatch(/^WARN .*failed/m);
});

it('dev serves until Ctrl-C, with a worker, and says where', async () => {
  const [port, uiPort] = [await findFreePort(), await findFreePort()];
  let isReady = (_interrupt: () => void): void => undefined;
  const ready = new Promise<() => void>((resolve) => (isReady = resolve));
  const state = `${folder.path}/state/temporal.db`;
  const args = ['dev', '--port', `${port}`, '--ui-port', `${uiPort}`, '--state', state];
  const ended = octavo(args, { onInterruptible: (interrupt) => isReady(interrupt) });
  const interrupt = await Promise.race([ready, ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
  const file = folder.write('echo.yaml', echo);
  const ran = await octavo(['run', file, '--json', '--address', `127.0.0.1:${port}`]);
  expect(jsonOf(ran)).toMatchObject({ status: 'SUCCESS' });
  interrupt();
  const { code, stderr } = await ended;
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(new RegExp(`"127.0.0.1:${port}".*"Octavo is ready"`)),
  });
});

it('dev names ports that are free where its own are taken', async () => {
  const [port, uiPort] = [await findFreePort(), await findFreePort()];
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  const { code, stderr } = await octavo(['dev', '--memory', '--port', `${port}`, '--ui-port', `${uiPort}`]);
  other.close();
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: expect.stringMatching(
      new RegExp(
        `TEMPORAL_UNAVAILABLE: Port ${port} is in use by another process\\. .*: \`octavo dev --port 73\\d\\d --ui-port 83\\d\\d\``,
      ),
    ),
  });
});

describe('a configuration with a mistake', () => {
  const right = folder.write('right.yaml', echo);

  it('in its definitions keeps a worker from starting, with every problem', async () => {
    const config = folder.write('definitions.config.yaml', 'definitions: stored\n');
    const stored = new TestFolder();
    stored.write('bad.yaml', definitionOf('bad', '{ id: a, type: basic, action: nix }'));
    const invocation = await octavo(['run', right, '--json', '--config', config], {
      env: { ...env, OCTAVO_DEFINITIONS: stored.path },
    });
    stored.remove();
    expect(invocation.code).toBe(2);
    expect(jsonOf(invocation)).toMatchObject({
      error: { code: 'CONFIG_INVALID', message: expect.stringContaining('UNKNOWN_ACTION') },
    });
  });

  it('in its actions is told before anything starts', async () => {
    const config = folder.write('actions.config.yaml', 'actions: [no-such-file.js]\n');
    const { code, stderr } = await octavo(['run', right, '--config', config]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /CONFIG_INVALID[\s\S]*actions\.config\.yaml:1:11 actions\[0\]: there is no file .*no-such-file\.js$/m,
      ),
    });
  });

  it('that names a file which is not there is told', async () => {
    const { code, stderr } = await octavo(['ls', '--config', 'no-such.yaml']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('no-such.yaml') });
  });
});

it('a defect is told as one, with its stack only where that is wanted', async () => {
  const stderr: string[] = [];
  const run = (args: readonly string[]) =>
    runCli(args, {
      ...{ env, cwd: folder.path, stdout: { write: () => undefined } },
      stderr: { write: (text: string) => stderr.push(text) },
      stdin: {
        [Symbol.asyncIterator]: () => {
          throw new TypeError('no stream');
        },
      },
      onInterrupt: () => () => undefined,
    });
  expect(await run(['validate', '-'])).toBe(3);
  expect(stderr.join('')).toMatch(/^INTERNAL: TypeError: no stream\n.*report it\.\n$/);
  expect(await run(['validate', '-', '--verbose'])).toBe(3);
  expect(stderr.join('')).toMatch(/\n {4}at /);
});

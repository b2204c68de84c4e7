import { createServer } from 'node:net';
import { runCli } from '@octavo/cli';
import { findFreePort } from '@octavo/temporal-server';
import { cleanEnvironment } from '../setup/clean-environment';
import { broken, definitionOf, echo, TestFolder, waiting } from './support/definitions';
import { invoke, type InvokeOptions, jsonOf } from './support/invoke';
import { startOctavo } from './support/octavo-process';

// Without a configured server: each command starts its own.
const env = cleanEnvironment();
const folder = new TestFolder();
afterAll(() => folder.remove());
const octavo = (args: readonly string[], options: InvokeOptions = {}) =>
  invoke(args, { env, cwd: folder.path, ...options });

// process.test.ts tests that the server is stopped.
it('run starts a server in memory, and shows no link that stops working when the run ends', async () => {
  const file = folder.write('echo.yaml', echo);
  const { code, stderr } = await octavo(['run', file]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('http://') });
});

it('run exits at once on Ctrl-C before the server is ready', async () => {
  const file = folder.write('waiting.yaml', waiting);
  const ended = octavo(['run', file, '--json'], { onInterruptible: (interrupt) => setImmediate(interrupt) });
  expect((await ended).code).toBe(130);
});

// In its own process, because the log of this process is that of the previous command.
it('run --verbose shows the log lines of a failure on the standard error', async () => {
  const octavo = startOctavo(['run', folder.write('broken.yaml', broken), '--json', '--verbose']);
  expect(await octavo.ended).toBe(1);
  expect(JSON.parse(octavo.stdout())).toMatchObject({ error: { code: 'BROKEN' } });
  expect(octavo.stderr()).toMatch(/^WARN .*failed/m);
});

it('dev runs until Ctrl-C, with a worker, and prints its address', async () => {
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

it('dev suggests free ports if its own are in use', async () => {
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

  it('in its definitions prevents the start of a worker, with every problem', async () => {
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

  it('in its actions is reported before anything starts', async () => {
    const config = folder.write('actions.config.yaml', 'actions: [no-such-file.js]\n');
    const { code, stderr } = await octavo(['run', right, '--config', config]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /CONFIG_INVALID[\s\S]*actions\.config\.yaml:1:11 actions\[0\]: there is no file .*no-such-file\.js$/m,
      ),
    });
  });

  it('with a missing file is reported', async () => {
    const { code, stderr } = await octavo(['ls', '--config', 'no-such.yaml']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('no-such.yaml') });
  });
});

it('a defect is reported as such, with its stack only with --verbose', async () => {
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

import { setTimeout as sleep } from 'node:timers/promises';
import { callAction } from '../action-call.fixture';
import { createShellRun, type ShellPermission } from './shell-run';

const node = process.execPath;

function run(input: object, permission: ShellPermission = true, signal?: AbortSignal): Promise<unknown> {
  return callAction(createShellRun(permission), input, signal);
}

function errorOf(input: object, permission?: ShellPermission, signal?: AbortSignal): Promise<unknown> {
  return run(input, permission, signal).then(
    () => ({}),
    (error: unknown) => error,
  );
}

const RESTART: unknown = expect.stringMatching(/shell\.allow.*restart the worker or `octavo dev`/);

describe('shell.run', () => {
  it('fails unless the worker permits commands', async () => {
    expect(await errorOf({ command: ['true'] }, false)).toMatchObject({
      ...{ code: 'SHELL_FORBIDDEN', isRetryable: false, message: RESTART },
    });
  });

  it('runs only listed executables, and rejects variables that could replace them by others', async () => {
    expect(await run({ command: ['echo', 'a'] }, ['echo'])).toMatchObject({ stdout: 'a\n' });
    expect(await errorOf({ command: ['cat'] }, ['echo'])).toMatchObject({ code: 'SHELL_FORBIDDEN', message: RESTART });
    for (const name of ['PATH', 'LD_PRELOAD', 'NODE_OPTIONS', 'GIT_SSH_COMMAND']) {
      expect(await errorOf({ command: ['echo'], env: { [name]: 'x' } }, ['echo'])).toMatchObject({
        code: 'SHELL_FORBIDDEN',
      });
    }
  });

  it('passes stdin and variables, and returns the exit code and both streams', async () => {
    const script = 'process.stdin.on("data", (d) => process.stdout.write(process.env.A + d)); console.error("e")';
    expect(await run({ command: [node, '-e', script], env: { A: 1 }, stdin: 'in' })).toEqual({
      exitCode: 0,
      stdout: '1in',
      stderr: 'e\n',
    });
  });

  it('passes arguments without a shell', async () => {
    expect(await run({ command: ['echo', '$HOME; ls', '`id`'] })).toMatchObject({ stdout: '$HOME; ls `id`\n' });
  });

  it('does not inherit variables of the worker that may contain secrets', async () => {
    process.env['OCTAVO_SECRET_TOKEN'] = 'abc';
    const output = (await run({ command: ['env'] })) as { stdout: string };
    delete process.env['OCTAVO_SECRET_TOKEN'];
    expect(output.stdout).toContain('PATH=');
    expect(output.stdout).not.toMatch(/OCTAVO|abc/);
  });

  it('fails with SHELL_EXIT and the output of the command', async () => {
    const error = await errorOf({ command: [node, '-e', 'console.log(1); console.error("bad"); process.exit(3)'] });
    expect(error).toMatchObject({
      code: 'SHELL_EXIT',
      isRetryable: true,
      details: { exitCode: 3, stdout: '1\n', stderr: 'bad\n' },
    });
    expect(error).toMatchObject({ message: expect.stringMatching(/exit code 3: bad$/) });
  });

  it('fails without a retry when the command does not exist', async () => {
    expect(await errorOf({ command: ['no-such-command'] })).toMatchObject({
      code: 'SHELL_EXIT',
      isRetryable: false,
      details: { exitCode: 127 },
    });
  });

  it('reports the signal that killed the command', async () => {
    const error = await errorOf({ command: [node, '-e', 'process.kill(process.pid, "SIGKILL")'] });
    expect(error).toMatchObject({ code: 'SHELL_EXIT', details: { exitCode: 137, signal: 'SIGKILL' } });
  });

  it('runs a command that does not read its input', async () => {
    expect(await run({ command: ['true'], stdin: 'x'.repeat(1_000_000) })).toMatchObject({ exitCode: 0 });
  });

  it('stops a command that writes too much', async () => {
    expect(await errorOf({ command: ['yes'] })).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', isRetryable: false });
  });

  it('kills the command and its children when it is aborted', async () => {
    const controller = new AbortController();
    const script =
      'const c = require("child_process").spawn("sleep", ["60"]); console.error(c.pid); process.on("SIGTERM", () => {}); setInterval(() => {}, 1e3)';
    // A unique duration distinguishes it from other processes of this machine.
    const nap = `sleep ${1_000_000 + process.pid}`;
    const command = ['bash', '-c', `${nap} & ${nap}`];
    const running = Promise.all([
      errorOf({ command: [node, '-e', script] }, true, controller.signal),
      errorOf({ command }, true, controller.signal),
    ]);
    await sleep(200);
    controller.abort(new Error('enough'));
    expect(await running).toMatchObject([{ message: 'enough' }, { message: 'enough' }]);
    const left = (await run({ command: ['bash', '-c', `ps -eo args | grep -c "^${nap}" || true`] })) as {
      stdout: string;
    };
    expect(left.stdout.trim()).toBe('0');
  });
});

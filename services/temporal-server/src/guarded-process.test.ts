import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findOnPath } from './find-on-path';
import { startGuardedProcess } from './guarded-process';
import { isAlive } from './is-alive.fixture';

const ROOT = join(__dirname, '../../..');
const ENTRY = JSON.stringify(join(__dirname, 'guarded-process.ts'));

async function waitUntilGone(pid: number): Promise<void> {
  for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 50) await sleep(50);
}

describe('a guarded process', () => {
  it('ends after stop, and reports how it ended', async () => {
    const server = await startGuardedProcess({ command: 'sleep', args: ['600'] });
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    await expect(server.ended).resolves.toBe('it was ended by SIGTERM');
  });

  it('is killed when it ignores SIGTERM', async () => {
    const server = await startGuardedProcess({
      command: 'sh',
      args: ['-c', 'trap "" TERM; echo up; while :; do sleep 1; done'],
    });
    while (server.lastOutput() === '') await sleep(10);
    await server.stop(100);
    await expect(server.ended).resolves.toBe('it was ended by SIGKILL');
  });

  it('cannot be started from a path without a program', async () => {
    await expect(startGuardedProcess({ command: '/nowhere/at-all', args: [] })).rejects.toThrow('ENOENT');
  });

  it('leaves no timer if it cannot be started', async () => {
    const countTimers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = countTimers();
    const started = startGuardedProcess({ command: '/nowhere/at-all', args: [], timeoutMs: 60_000 });
    await expect(started).rejects.toThrow('ENOENT');
    expect(countTimers()).toBe(before);
  });

  it('keeps its last output for the error message', async () => {
    const server = await startGuardedProcess({ command: 'sh', args: ['-c', 'echo one; echo two >&2; exit 3'] });
    await expect(server.ended).resolves.toBe('it ended with code 3');
    expect(server.lastOutput().split('\n').sort()).toEqual(['one', 'two']);
  });

  it("is not killed by the watchdog when PATH has none of the system's tools", async () => {
    const sleep = findOnPath('sleep', process.env);
    const program = `const { startGuardedProcess } = require(${ENTRY});
      startGuardedProcess({ command: '${sleep}', args: ['1'] }).then((p) => p.ended).then(console.log);
      process.stdin.resume();`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '-e', program], {
      cwd: ROOT,
      env: { PATH: '/nowhere' },
    });
    const [end] = (await once(parent.stdout, 'data')) as [Buffer];
    parent.kill();
    expect(end.toString()).toBe('it ended with code 0\n');
  });

  it.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)('does not outlive a parent that ends by %s', async (signal) => {
    const child = await startParent({ then: 'await new Promise(() => setInterval(() => undefined, 1000));' });
    process.kill(child.parent, signal);
    await waitUntilGone(child.pid);
    expect(isAlive(child.pid)).toBe(false);
  });

  it('does not outlive a parent that throws, and does not keep a parent alive', async () => {
    const thrower = await startParent({ then: 'throw new Error("on purpose");' });
    const forgetful = await startParent({});
    await Promise.all([waitUntilGone(thrower.pid), waitUntilGone(forgetful.pid)]);
    expect([thrower.pid, forgetful.pid].filter(isAlive)).toEqual([]);
  });

  it('does not outlive a parent that exits, without a watchdog', async () => {
    const before = "Object.defineProperty(process, 'platform', { value: 'win32' });";
    const child = await startParent({ before, then: 'process.exit();' });
    await waitUntilGone(child.pid);
    const isLeft = isAlive(child.pid);
    if (isLeft) process.kill(child.pid);
    expect(isLeft).toBe(false);
  });
});

interface ParentProgram {
  readonly before?: string;
  readonly then?: string;
}

/** Runs a program that starts a guarded `sleep` after `before`, writes its pid, and continues with `then`. */
async function startParent({
  before = '',
  then = '',
}: ParentProgram): Promise<{ readonly parent: number; readonly pid: number }> {
  const program = `const { startGuardedProcess } = require(${ENTRY});
    (async () => { ${before} const p = await startGuardedProcess({ command: 'sleep', args: ['600'] }); console.log(p.pid); ${then} })();`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '-e', program], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const pid = await new Promise<string>((resolve) =>
    parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
  );
  return { parent: parent.pid ?? 0, pid: Number(pid) };
}

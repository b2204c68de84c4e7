import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestFolder } from './support/definitions';
import { ROOT } from './support/invoke';
import { leftOf, processesBelow, signalUntilEnded, startOctavo, untilStderr } from './support/octavo-process';
import { writeShop } from './support/shop';

const folder = new TestFolder();
beforeAll(() => writeShop(folder.path));
afterAll(() => folder.remove());

const isServer = (pid: number): boolean => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start-dev');

describe('octavo demo --keep', () => {
  async function startKept() {
    const octavo = startOctavo(['demo', '.', '--keep'], {}, { cwd: folder.path });
    while (!octavo.stdout().includes('until Ctrl-C') && octavo.child.exitCode === null) await sleep(50);
    return { ...octavo, below: processesBelow(octavo.child.pid ?? 0) };
  }

  it('ends with 0 on Ctrl-C, and leaves nothing behind', async () => {
    const { child, ended, below } = await startKept();
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(below.length).toBeGreaterThan(0);
    expect(await leftOf(below)).toEqual([]);
  });

  it('exits at once on a second Ctrl-C, and on SIGTERM', async () => {
    const kept = await startKept();
    // The worker cannot stop while the server is suspended.
    for (const pid of kept.below.filter(isServer)) process.kill(pid, 'SIGSTOP');
    expect(await signalUntilEnded(kept, 'SIGINT')).toBe(130);
    expect(await leftOf(kept.below)).toEqual([]);
    const other = await startKept();
    other.child.kill('SIGTERM');
    expect(await other.ended).toBe(143);
    expect(await leftOf(other.below)).toEqual([]);
  });
});

it('npm run demo ends with 143 on SIGTERM, and leaves nothing behind', async () => {
  const args = ['run', 'demo', '--silent', '--', folder.path, '--folder', folder.path];
  const { TEMPORAL_ADDRESS: _address, ...env } = process.env;
  const child = spawn('npm', args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderrText = '';
  child.stderr.on('data', (chunk: Buffer) => (stderrText += chunk.toString()));
  const [closed, exited] = [once(child, 'close'), once(child, 'exit')];
  await untilStderr({ child, stderr: () => stderrText }, 'dependency-audit-');
  const below = processesBelow(child.pid ?? 0);
  child.kill('SIGTERM');
  const [code] = (await exited) as [number | null];
  // Its shell ends by the signal, or forwards the exit code.
  expect(code ?? 143).toBe(143);
  await closed;
  expect(stderrText).toContain('INTERRUPTED: Exited on SIGTERM; the server of this command was stopped');
  expect(below.length).toBeGreaterThan(2);
  expect(await leftOf(below)).toEqual([]);
});

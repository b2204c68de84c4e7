import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../cli/support/octavo-process';

const ROOT = join(__dirname, '../..');

/** Started detached: each is the leader of a group, in which its children are. */
const started: ChildProcess[] = [];

/** A test that failed may have left it running. */
function killGroup(pid = 0): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

describe('a command of ours', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'octavo-interrupt-'));
  });
  afterEach(() => {
    for (const { pid } of started.splice(0)) killGroup(pid);
    rmSync(folder, { recursive: true });
  });

  /** Starts a program of two steps, of which the first ends only after it was asked to; gives it when that is up. */
  async function startSteps(npm: boolean): Promise<ChildProcess> {
    const marker = join(folder, 'second');
    const child = `for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => setTimeout(() => {
        require('node:fs').writeFileSync(${JSON.stringify(join(folder, 'first'))}, signal);
        process.exit(0);
      }, 100));
      console.log('up');
      setInterval(() => 0, 1000);`;
    const program = `import { runScript } from '${ROOT}/scripts/bootstrap/missing-piece.mjs';
      import { runNode } from '${ROOT}/scripts/bootstrap/run-process.mjs';
      import { writeFileSync } from 'node:fs';
      writeFileSync(${JSON.stringify(join(folder, 'steps'))}, String(process.pid));
      await runScript(async () => {
        await runNode(['-e', ${JSON.stringify(child)}]);
        await runNode(['-e', 'require("node:fs").writeFileSync(${JSON.stringify(marker)}, "")']);
        return 0;
      });`;
    writeFileSync(join(folder, 'steps.mjs'), program);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { steps: 'node steps.mjs' } }));
    const [command = '', ...args] = npm ? ['npm', 'run', 'steps', '--silent'] : [process.execPath, 'steps.mjs'];
    const parent = spawn(command, args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    started.push(parent);
    await once(parent.stdout, 'data');
    return parent;
  }

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('passes %s on, and ends with %s after its child, without another step', async (signal, code) => {
    const parent = await startSteps(false);
    parent.kill(signal);
    expect(await once(parent, 'exit')).toEqual([code, null]);
    expect(readFileSync(join(folder, 'first'), 'utf8')).toBe(signal);
    expect(existsSync(join(folder, 'second'))).toBe(false);
  });

  it('ends after its child when a terminal sends Ctrl-C to both', async () => {
    const parent = await startSteps(false);
    process.kill(-(parent.pid ?? 0), 'SIGINT');
    expect(await once(parent, 'exit')).toEqual([130, null]);
    expect(existsSync(join(folder, 'second'))).toBe(false);
  });

  it('ends when npm is ended, whose shell passes nothing on', async () => {
    const npm = await startSteps(true);
    npm.kill('SIGTERM');
    const [code] = (await once(npm, 'exit')) as [number | null];
    // By the signal itself, or by the exit code of its shell, which stands for it.
    expect(code ?? 143).toBe(143);
    const steps = Number(readFileSync(join(folder, 'steps'), 'utf8'));
    for (let waits = 0; waits < 500 && isAlive(steps); waits += 1) await sleep(20);
    expect(isAlive(steps)).toBe(false);
    expect(existsSync(join(folder, 'first'))).toBe(true);
    expect(existsSync(join(folder, 'second'))).toBe(false);
  });
});

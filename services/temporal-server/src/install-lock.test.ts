import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { withInstallLock } from './install-lock';

const STALE_MS = 200;

let folder: string;
let lockPath: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'octavo-lock-'));
  lockPath = join(folder, 'install.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

function hold<T>(install: () => Promise<T>, onWait = (): void => undefined): Promise<T> {
  return withInstallLock(lockPath, { onWait, staleMs: STALE_MS, install });
}

it.each([
  ['an empty lock', ''],
  ['a lock with an unused process id', '999999999'],
  ['a lock with process id 1, from a container', '1'],
  ['a lock with the process id of this process', String(process.pid)],
])('takes over a lock that no process touches: %s', async (_title, content) => {
  writeFileSync(lockPath, content);
  await expect(hold(async () => 'installed')).resolves.toBe('installed');
  expect(existsSync(lockPath)).toBe(false);
});

it('waits for a holder that works longer than the stale time', async () => {
  const order: string[] = [];
  let second: Promise<unknown> = Promise.resolve();
  await hold(async () => {
    second = hold(
      async () => order.push('second'),
      () => order.push('waits'),
    );
    await waitForTouches(3 * STALE_MS);
    order.push('first');
  });
  await second;
  expect(order).toEqual(['waits', 'first', 'second']);
});

it('releases the lock after a failure', async () => {
  await expect(hold(() => Promise.reject(new Error('no space')))).rejects.toThrow('no space');
  await expect(hold(async () => 'installed')).resolves.toBe('installed');
});

/** Waits until the modification time of the lock has advanced by `advanceMs`. */
async function waitForTouches(advanceMs: number): Promise<void> {
  const { mtimeMs } = await stat(lockPath);
  while ((await stat(lockPath)).mtimeMs - mtimeMs < advanceMs) await setImmediate();
}

import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 500;

/**
 * Runs `install` while holding a lock file with our process id. Others wait for it; a lock whose process is gone is
 * taken over. Should two take it over at once, both install, which is slow but harmless: installs end in a rename.
 */
export async function withInstallLock<T>(
  lockPath: string,
  onWait: (pid: number) => void,
  install: () => Promise<T>,
): Promise<T> {
  await acquire(lockPath, onWait);
  try {
    return await install();
  } finally {
    await rm(lockPath, { force: true });
  }
}

async function acquire(lockPath: string, onWait: (pid: number) => void): Promise<void> {
  for (let waited = 0; !(await create(lockPath)); waited += 1) {
    const pid = await readHolder(lockPath);
    if (pid !== undefined && !isAlive(pid)) await rm(lockPath, { force: true });
    else {
      if (waited === 0 && pid !== undefined) onWait(pid);
      await sleep(POLL_MS);
    }
  }
}

async function create(lockPath: string): Promise<boolean> {
  try {
    const file = await open(lockPath, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readHolder(lockPath: string): Promise<number | undefined> {
  const text = await readFile(lockPath, 'utf8').catch(() => '');
  return text === '' ? undefined : Number(text);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

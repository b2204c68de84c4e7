import { open, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeAtExit } from './guarded-process';

/** Number of checks without a change after which a lock is stale. */
const STALE_CHECKS = 20;

/** Options of `withInstallLock`. */
export interface InstallLockOptions<T> {
  /** Called once when another process holds the lock. */
  readonly onWait: () => void;
  /** A lock that is not touched for this time is stale; milliseconds. Default: 10,000. */
  readonly staleMs?: number;
  readonly install: () => Promise<T>;
}

/**
 * Runs `install` while it holds a lock file, and touches that file meanwhile. Other processes wait. A lock that is not
 * touched any more is taken over. Its content is ignored, because a process id has no meaning in another container or after
 * a restart. Waiting processes count checks instead of comparing times, so different clocks and a suspended machine do not
 * make a lock stale. If two processes take it over at once, both install, which is slow but harmless, because
 * installations end with a rename.
 */
export async function withInstallLock<T>(lockPath: string, options: InstallLockOptions<T>): Promise<T> {
  const { onWait, staleMs = 10_000, install } = options;
  await acquire(lockPath, staleMs, onWait);
  const cancelRemoval = removeAtExit(lockPath);
  const touching = setInterval(() => void touch(lockPath), staleMs / 5);
  try {
    return await install();
  } finally {
    clearInterval(touching);
    cancelRemoval();
    await rm(lockPath, { force: true });
  }
}

async function acquire(lockPath: string, staleMs: number, onWait: () => void): Promise<void> {
  let touchedAtMs: number | undefined;
  let unchangedChecks = 0;
  while (!(await create(lockPath))) {
    const modifiedAtMs = await modificationTime(lockPath);
    if (touchedAtMs === undefined) onWait();
    unchangedChecks = modifiedAtMs === touchedAtMs ? unchangedChecks + 1 : 0;
    touchedAtMs = modifiedAtMs;
    if (unchangedChecks >= STALE_CHECKS) await rm(lockPath, { force: true });
    await sleep(staleMs / STALE_CHECKS);
  }
}

async function create(lockPath: string): Promise<boolean> {
  try {
    const file = await open(lockPath, 'wx');
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Returns 0 if the lock has just been released. */
async function modificationTime(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** Ignores errors: a lock that was removed needs no touch. */
async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

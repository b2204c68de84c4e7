import { open, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeAtExit } from './guarded-process';

/** Looks at a lock that find it untouched, until it counts as stale. */
const STALE_LOOKS = 20;

/** What `withInstallLock` takes beside the path of the lock. */
export interface InstallLockOptions<T> {
  /** Called once when another process holds the lock. */
  readonly onWait: () => void;
  /** A lock that was not touched for as long has lost its holder. Default: 10,000. */
  readonly staleMs?: number;
  readonly install: () => Promise<T>;
}

/**
 * Runs `install` while holding a lock file, and touches that file as long as it runs. Others wait for it. A lock that
 * nobody touches any more is taken over: what is written in it does not count, since a process id means nothing in
 * another container or after a restart. Waiting processes count their looks at it, so that neither another clock nor a machine that was
 * suspended makes a lock stale.
 * Should two take it over at once, both install, which is slow but harmless: installs end in a rename.
 */
export async function withInstallLock<T>(lockPath: string, options: InstallLockOptions<T>): Promise<T> {
  const { onWait, staleMs = 10_000, install } = options;
  await acquire(lockPath, staleMs, onWait);
  const keep = removeAtExit(lockPath);
  const touching = setInterval(() => void touch(lockPath), staleMs / 5);
  try {
    return await install();
  } finally {
    clearInterval(touching);
    keep();
    await rm(lockPath, { force: true });
  }
}

async function acquire(lockPath: string, staleMs: number, onWait: () => void): Promise<void> {
  let touchedAtMs: number | undefined;
  let unchangedLooks = 0;
  while (!(await create(lockPath))) {
    const modifiedAtMs = await modificationTime(lockPath);
    if (touchedAtMs === undefined) onWait();
    unchangedLooks = modifiedAtMs === touchedAtMs ? unchangedLooks + 1 : 0;
    touchedAtMs = modifiedAtMs;
    if (unchangedLooks >= STALE_LOOKS) await rm(lockPath, { force: true });
    await sleep(staleMs / STALE_LOOKS);
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

/** Zero where the lock has just been released. */
async function modificationTime(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** A lock that somebody has removed needs no touch. */
async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

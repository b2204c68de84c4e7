import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { tryToConnect } from './address';

/** It is shown on terminals, where control characters could do harm. */
const text = z.string().regex(/^\P{Cc}+$/u);

// `octavo dev` listens on this machine alone: a file that names another one was not written by it.
const schema = z.object({
  address: z
    .string()
    .regex(/^127\.0\.0\.1:\d{1,5}$/)
    .refine((address) => URL.canParse(`tcp://${address}`)),
  namespace: text,
  taskQueue: text,
  uiUrl: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)
    .optional(),
  pid: z.int().positive(),
  /** False while server and worker are starting. */
  isReady: z.boolean(),
});

/** What `octavo dev` writes into its folder, so that other commands find it. */
export type DevFile = Readonly<z.infer<typeof schema>>;

/** A file whose process is not ready counts for as long after its last touch: process ids are given again. */
const STARTING_MS = 60_000;

/** Where the file of a folder is. */
export function devFilePath(folder: string): string {
  return join(folder, '.octavo', 'dev.json');
}

/** Makes the folder in which the file is, where it is missing. */
export async function makeDevFolder(folder: string): Promise<void> {
  // Not recursive: in a folder like /proc, where nothing can be made, Node would try for ever.
  await mkdir(join(folder, '.octavo')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Writes the file as a whole, readable for this user alone. Gives the reason where the folder cannot be written to. */
export async function writeDevFile(folder: string, dev: DevFile): Promise<string | undefined> {
  const path = devFilePath(folder);
  const draft = `${path}.${randomUUID()}`;
  try {
    await makeDevFolder(folder);
    await writeFile(draft, `${JSON.stringify(dev, undefined, 2)}\n`, { mode: 0o600 });
    await rename(draft, path);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Says that the process that wrote the file is still starting. To be called more often than once a minute. */
export async function touchDevFile(folder: string): Promise<void> {
  const now = new Date();
  await utimes(devFilePath(folder), now, now).catch(() => undefined);
}

/** Removes the file of a process; that of another one stays. */
export async function removeDevFile(folder: string, pid: number): Promise<void> {
  if ((await readDevFile(folder))?.dev.pid === pid) await rm(devFilePath(folder), { force: true });
}

/** The `octavo dev` that serves a folder; undefined where there is none, also where one left its file behind. */
export async function findDev(folder: string): Promise<DevFile | undefined> {
  const dev = await findStartedDev(folder);
  return dev?.isReady === true ? dev : undefined;
}

/** The same; also one that is still starting. */
export async function findStartedDev(folder: string): Promise<DevFile | undefined> {
  const found = await readDevFile(folder);
  if (found === undefined) return undefined;
  const { dev, ageMs } = found;
  if (!isRunning(dev.pid)) return undefined;
  // In a container that was restarted, this process may have the id of the one that wrote the file.
  const isStarting = dev.pid !== process.pid && ageMs < STARTING_MS;
  const isThere = dev.isReady ? (await tryToConnect(dev.address)) === undefined : isStarting;
  return isThere ? dev : undefined;
}

interface ReadDevFile {
  readonly dev: DevFile;
  /** Since it was touched, by the clock of this machine. */
  readonly ageMs: number;
}

async function readDevFile(folder: string): Promise<ReadDevFile | undefined> {
  try {
    // Neither a link is followed nor a pipe waited for.
    const file = await open(devFilePath(folder), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      return await parseDevFile(file);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

async function parseDevFile(file: FileHandle): Promise<ReadDevFile | undefined> {
  const stats = await file.stat();
  if (!isTrusted(stats)) return undefined;
  const { data: dev } = schema.safeParse(JSON.parse(await file.readFile('utf8')));
  return dev === undefined ? undefined : { dev, ageMs: Math.abs(Date.now() - stats.mtimeMs) };
}

/** Whoever writes the file decides which server gets our runs: that must be this user, or root. */
function isTrusted(stats: Stats): boolean {
  if (!stats.isFile()) return false;
  // On Windows, files have neither owner nor mode.
  const uid = process.getuid?.();
  return uid === undefined || ([uid, 0].includes(stats.uid) && (stats.mode & 0o022) === 0);
}

/** Signal 0 reaches nobody: it asks whether there is such a process. One of another user may not be asked. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

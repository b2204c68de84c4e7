import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { tryToConnect } from './address';

/** Shown on terminals, where control characters could do harm. */
const text = z.string().regex(/^\P{Cc}+$/u);

// `octavo dev` listens only on this machine, so it did not write a file that names another one.
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

/** The file that `octavo dev` writes into its folder, so that other commands find it. */
export type DevFile = Readonly<z.infer<typeof schema>>;

/** A file whose process is not ready is valid for this time after its last touch, because process ids are reused. */
const STARTING_MS = 60_000;

/** The path of the file of a folder. */
export function devFilePath(folder: string): string {
  return join(folder, '.octavo', 'dev.json');
}

/** Creates the folder of the file, if it is missing. */
export async function makeDevFolder(folder: string): Promise<void> {
  // Not recursive: in a folder like /proc, where nothing can be created, Node would try forever.
  await mkdir(join(folder, '.octavo')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** Replaces the file atomically, readable only for this user. Returns the reason if it cannot be written. */
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

/** Marks the process that wrote the file as still starting. Call it more often than once a minute. */
export async function touchDevFile(folder: string): Promise<void> {
  const now = new Date();
  await utimes(devFilePath(folder), now, now).catch(() => undefined);
}

/** Removes the file if the process `pid` wrote it. */
export async function removeDevFile(folder: string, pid: number): Promise<void> {
  if ((await readDevFile(folder))?.dev.pid === pid) await rm(devFilePath(folder), { force: true });
}

/** The running `octavo dev` of a folder; undefined if there is none, even if an ended one left its file behind. */
export async function findDev(folder: string): Promise<DevFile | undefined> {
  const dev = await findStartedDev(folder);
  return dev?.isReady === true ? dev : undefined;
}

/** As `findDev`, but also finds one that is still starting. */
export async function findStartedDev(folder: string): Promise<DevFile | undefined> {
  const found = await readDevFile(folder);
  if (found === undefined) return undefined;
  const { dev, ageMs } = found;
  if (!isRunning(dev.pid)) return undefined;
  // In a restarted container, this process may have the id of the process that wrote the file.
  const isStarting = dev.pid !== process.pid && ageMs < STARTING_MS;
  const isThere = dev.isReady ? (await tryToConnect(dev.address)) === undefined : isStarting;
  return isThere ? dev : undefined;
}

interface ReadDevFile {
  readonly dev: DevFile;
  /** Time since its last touch, by the clock of this machine. */
  readonly ageMs: number;
}

async function readDevFile(folder: string): Promise<ReadDevFile | undefined> {
  try {
    // Does not follow a link, and does not wait for a pipe.
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

/** The file decides which server gets the runs, so only this user or root may have written it. */
function isTrusted(stats: Stats): boolean {
  if (!stats.isFile()) return false;
  // On Windows, files have neither owner nor mode.
  const uid = process.getuid?.();
  return uid === undefined || ([uid, 0].includes(stats.uid) && (stats.mode & 0o022) === 0);
}

/** Signal 0 only checks whether the process exists. EPERM means that it exists and belongs to another user. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

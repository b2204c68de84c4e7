import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { tryToConnect } from './probe-address';

// `octavo dev` listens on this machine alone: a file that names another one was not written by it.
const schema = z.object({
  address: z.string().regex(/^127\.0\.0\.1:\d{1,5}$/),
  namespace: z.string().min(1),
  taskQueue: z.string().min(1),
  uiUrl: z.url({ protocol: /^https?$/ }).optional(),
  pid: z.int().positive(),
  /** False while server and worker are starting. */
  isReady: z.boolean(),
});

/** What `octavo dev` writes into its folder, so that other commands find it. */
export type DevFile = Readonly<z.infer<typeof schema>>;

function pathIn(folder: string): string {
  return join(folder, '.octavo', 'dev.json');
}

/** Writes the file as a whole, readable for this user alone. Gives the reason where the folder cannot be written to. */
export async function writeDevFile(folder: string, dev: DevFile): Promise<string | undefined> {
  const path = pathIn(folder);
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(join(folder, '.octavo'), { recursive: true });
    await writeFile(draft, `${JSON.stringify(dev, undefined, 2)}\n`, { mode: 0o600 });
    await rename(draft, path);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Removes the file of a process; that of another one stays. */
export async function removeDevFile(folder: string, pid: number): Promise<void> {
  if ((await readDevFile(folder))?.pid === pid) await rm(pathIn(folder), { force: true });
}

/** The `octavo dev` that serves a folder; undefined where there is none, also where one left its file behind. */
export async function findDev(folder: string): Promise<DevFile | undefined> {
  const dev = await findStartedDev(folder);
  return dev?.isReady === true ? dev : undefined;
}

/** The same; also one that is still starting. */
export async function findStartedDev(folder: string): Promise<DevFile | undefined> {
  const dev = await readDevFile(folder);
  if (dev === undefined || !isRunning(dev.pid)) return undefined;
  const isThere = !dev.isReady || (await tryToConnect(dev.address)) === undefined;
  return isThere ? dev : undefined;
}

async function readDevFile(folder: string): Promise<DevFile | undefined> {
  try {
    return schema.safeParse(JSON.parse(await readFile(pathIn(folder), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Signal 0 reaches nobody: it asks whether there is such a process. One of another user may not be asked. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

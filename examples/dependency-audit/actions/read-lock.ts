import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ActionError, defineAction } from '@octavo/worker';
import { z } from 'zod';

const lockSchema = z.looseObject({
  name: z.string().default(''),
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional(), link: z.boolean().optional() })),
});

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  path: z.string(),
  isDev: z.boolean(),
  isOptional: z.boolean(),
  hasInstallScript: z.boolean(),
  isInstalled: z.boolean(),
});

type LockedPackage = z.infer<typeof packageSchema>;

/** The packages of a package-lock.json (lockfileVersion 2 or 3), in the order of the file. Those for other platforms are not installed. */
export const readLock = defineAction({
  name: 'audit.readLock',
  description: 'Lists the packages of a package-lock.json.',
  input: z.object({ path: z.string().min(1) }),
  output: z.object({ project: z.string(), root: z.string(), packages: z.array(packageSchema) }),
  idempotent: true,
  run: async ({ path }) => {
    const file = resolve(path);
    const lock = parseLock(file, await readText(file));
    const root = dirname(file);
    const packages = Object.entries(lock.packages).flatMap(([place, entry]) => toPackage(root, place, entry));
    return { project: lock.name, root, packages };
  },
});

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new ActionError('LOCK_NOT_FOUND', `cannot read ${file}`, { retryable: false, cause: error });
  });
}

function parseLock(file: string, text: string): z.infer<typeof lockSchema> {
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch (error) {
    const message = `${file} is no package-lock.json of version 2 or 3; \`npm install\` with npm 7 or newer writes one`;
    throw new ActionError('LOCK_INVALID', message, { retryable: false, cause: error });
  }
}

const FOLDER = 'node_modules/';

// The project itself and its workspaces are no dependencies.
function toPackage(root: string, path: string, entry: z.infer<typeof lockSchema>['packages'][string]): LockedPackage[] {
  const start = path.lastIndexOf(FOLDER);
  if (start < 0 || entry.link === true) return [];
  const is = (field: string): boolean => entry[field] === true;
  return [
    {
      name: path.slice(start + FOLDER.length),
      version: entry.version ?? '',
      path,
      isDev: is('dev') || is('devOptional'),
      isOptional: is('optional') || is('devOptional'),
      hasInstallScript: is('hasInstallScript'),
      isInstalled: existsSync(join(root, path, 'package.json')),
    },
  ];
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ActionError, defineAction } from '@octavo/activities/actions';
import { z } from 'zod';

const licence = z.union([z.string(), z.looseObject({ type: z.string() })]);
const manifestSchema = z.looseObject({
  license: licence.optional(),
  licenses: z.array(licence).optional(),
});

/** What the installed package.json of a package says; PACKAGE_NOT_INSTALLED where there is none. */
export const readManifest = defineAction({
  name: 'audit.readManifest',
  description: 'Reads the licence of an installed package.',
  input: z.object({ root: z.string(), path: z.string() }),
  output: z.object({ license: z.string() }),
  idempotent: true,
  short: true,
  run: async ({ root, path }) => {
    const manifest = manifestSchema.safeParse(JSON.parse(await readText(join(root, path, 'package.json'))));
    return { license: manifest.success ? licenceOf(manifest.data) : '' };
  },
});

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new ActionError('PACKAGE_NOT_INSTALLED', `there is no ${file}`, { retryable: false, cause: error });
  });
}

/** As SPDX where the package says it so; several are a choice. */
function licenceOf({ license, licenses = [] }: z.infer<typeof manifestSchema>): string {
  const all = license === undefined ? licenses : [license];
  return all.map((one) => (typeof one === 'string' ? one : one.type)).join(' OR ');
}

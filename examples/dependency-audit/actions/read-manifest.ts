import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineAction } from '@octavo/worker';
import { z } from 'zod';

const licence = z.union([z.string(), z.looseObject({ type: z.string() })]);
const manifestSchema = z.looseObject({
  license: licence.optional(),
  licenses: z.array(licence).optional(),
});

/** What the installed package.json of a package says. */
export const readManifest = defineAction({
  name: 'audit.readManifest',
  description: 'Reads the licence of an installed package.',
  input: z.object({ root: z.string(), path: z.string() }),
  output: z.object({ license: z.string() }),
  idempotent: true,
  short: true,
  run: async ({ root, path }) => {
    const manifest = manifestSchema.safeParse(JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8')));
    return { license: manifest.success ? licenceOf(manifest.data) : '' };
  },
});

/** As SPDX where the package says it so; several are a choice. */
function licenceOf({ license, licenses = [] }: z.infer<typeof manifestSchema>): string {
  const all = license === undefined ? licenses : [license];
  return all.map((one) => (typeof one === 'string' ? one : one.type)).join(' OR ');
}

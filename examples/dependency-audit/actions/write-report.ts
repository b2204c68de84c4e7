import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { defineAction } from '@octavo/worker';
import { z } from 'zod';
import { auditSchema, toMarkdown } from './report';

/** Writes audit.json and audit.md; writing them again gives the same files. */
export const writeReport = defineAction({
  name: 'audit.writeReport',
  description: 'Writes the report of an audit as JSON and as Markdown.',
  input: z.object({ folder: z.string().min(1), audit: auditSchema }),
  output: z.object({ json: z.string(), markdown: z.string() }),
  idempotent: true,
  run: async ({ folder, audit }) => {
    const [json, markdown] = ['audit.json', 'audit.md'].map((name) => join(resolve(folder), name)) as [string, string];
    await mkdir(resolve(folder), { recursive: true });
    await writeFile(json, `${JSON.stringify(audit, null, 2)}\n`);
    await writeFile(markdown, toMarkdown(audit));
    return { json, markdown };
  },
});

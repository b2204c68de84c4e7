import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { defineAction } from '@octavo/worker';
import { z } from 'zod';

interface Measure {
  readonly bytes: number;
  readonly files: number;
}

/** How much a package takes on the disk, without the packages that are installed inside of it. */
export const measureFolder = defineAction({
  name: 'audit.measureFolder',
  description: 'Counts the files and bytes of an installed package.',
  input: z.object({ root: z.string(), path: z.string() }),
  output: z.object({ bytes: z.number(), files: z.number() }),
  idempotent: true,
  short: true,
  run: ({ root, path }, { signal }) => measure(join(root, path), signal),
});

async function measure(folder: string, signal: AbortSignal): Promise<Measure> {
  signal.throwIfAborted();
  const entries = await readdir(folder, { withFileTypes: true });
  const parts = entries.map(async (entry): Promise<Measure> => {
    if (entry.isDirectory()) return entry.name === 'node_modules' ? nothing : measure(join(folder, entry.name), signal);
    if (!entry.isFile()) return nothing;
    return { bytes: (await stat(join(folder, entry.name))).size, files: 1 };
  });
  return (await Promise.all(parts)).reduce(add, nothing);
}

const nothing: Measure = { bytes: 0, files: 0 };

function add(a: Measure, b: Measure): Measure {
  return { bytes: a.bytes + b.bytes, files: a.files + b.files };
}

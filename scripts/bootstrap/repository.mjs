import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The path of an installed tool's JavaScript entry: `tool('tsx/dist/cli.mjs')`. */
export function tool(path) {
  return join(ROOT, 'node_modules', path);
}

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Creates a folder with one JSON file for each definition. */
export async function writeDefinitions(definitions: Readonly<Record<string, object>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'octavo-definitions-'));
  for (const [name, definition] of Object.entries(definitions)) {
    await writeFile(join(folder, `${name}.json`), JSON.stringify(definition));
  }
  return folder;
}

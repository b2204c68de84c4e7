import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../package.json';
import startServers from '../setup/start-servers';
import stopServers from '../setup/stop-servers';
import { formatHistory, type HistoryFile } from './history-file';

/** Yields the history of each run, with its name. */
export type Recording = () => AsyncIterable<HistoryFile & { readonly name: string }>;

/**
 * For programs: writes the histories of `record` into a subfolder of `folder`, with the servers of the tests. The subfolder is
 * the first argument of the program, else the version of package.json.
 */
export async function recordHistories(folder: string, record: Recording): Promise<void> {
  const part = process.argv[2] ?? version;
  await startServers();
  try {
    await mkdir(join(folder, part), { recursive: true });
    for await (const { name, workflowId, history } of record()) {
      await writeFile(join(folder, part, `${name}.json`), formatHistory({ workflowId, history }));
      process.stdout.write(`${part}/${name}\n`);
    }
  } finally {
    await stopServers();
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../package.json';
import startServers from '../setup/start-servers';
import stopServers from '../setup/stop-servers';
import { formatHistory, type HistoryFile } from './history-file';

/** Gives the history of one run, by its name. */
export type Recording = () => AsyncIterable<HistoryFile & { readonly name: string }>;

/** For programs: writes what `record` gives into `folder`, for the version of package.json, with the servers of the tests. */
export async function recordHistories(folder: string, record: Recording): Promise<void> {
  await startServers();
  try {
    await mkdir(join(folder, version), { recursive: true });
    for await (const { name, workflowId, history } of record()) {
      await writeFile(join(folder, version, `${name}.json`), formatHistory({ workflowId, history }));
      process.stdout.write(`${version}/${name}\n`);
    }
  } finally {
    await stopServers();
  }
}

import { searchAttributeTypes } from '@octavo/orchestrators/model';
import { startTemporalServer } from '@octavo/temporal-server';
import { bundleWorkflows } from './bundle-workflows';
import { rememberServer } from './started-servers';
import startRedis from './start-redis';

/** jest's set-up for integration tests: Redis, a Temporal server in memory, and the workflow bundle, once for all. */
export default async function startServers(): Promise<void> {
  await Promise.all([startRedis(), startTemporal(), bundleWorkflows()]);
}

async function startTemporal(): Promise<void> {
  if (process.env['OCTAVO_TEST_TEMPORAL_ADDRESS']) return;
  const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
  const server = await startTemporalServer({ onProgress, searchAttributes: searchAttributeTypes });
  rememberServer(server);
  process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] = server.address;
  process.env['OCTAVO_TEST_TEMPORAL_UI'] = server.uiUrl ?? '';
}

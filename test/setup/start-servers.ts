import { startTemporalServer } from '@octavo/temporal-server';
import { bundleWorkflows } from './bundle-workflows';
import { rememberServer } from './started-servers';
import startRedis from './start-redis';

/** What a worker registers where it is missing; here from the start, since the server needs seconds to learn it. */
const SEARCH_ATTRIBUTES = {
  OctavoDefinition: 'Keyword',
  OctavoVersion: 'Keyword',
  OctavoWaitingFor: 'KeywordList',
  OctavoEngine: 'Keyword',
} as const;

/** jest's set-up for integration tests: Redis, a Temporal server in memory, and the workflow bundle, once for all. */
export default async function startServers(): Promise<void> {
  await Promise.all([startRedis(), startTemporal(), bundleWorkflows()]);
}

async function startTemporal(): Promise<void> {
  if (process.env['OCTAVO_TEST_TEMPORAL_ADDRESS']) return;
  const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
  const server = await startTemporalServer({ onProgress, searchAttributes: SEARCH_ATTRIBUTES });
  rememberServer(server);
  process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] = server.address;
  process.env['OCTAVO_TEST_TEMPORAL_UI'] = server.uiUrl ?? '';
}

import type { OctavoActivities } from '@octavo/activities';
import { type ServerName, TemporalServerError } from '@octavo/activities/temporal-errors';
import type { TaskStateStore } from '@octavo/state';
import { NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { clientOfWorker } from './client-of-worker';
import { gatherKnowledge } from './knowledge';
import { createOctavoParts, type OctavoParts } from './octavo-parts';
import { type OctavoWorker, UnwatchedWorker } from './octavo-worker';
import { SearchAttributes } from './search-attributes';
import { buildOptions } from './temporal-options';
import { temporalWorkerOptions } from './temporal-worker-options';
import type { OctavoWorkerOptions } from './worker-options';

/** Octavo measures its messages itself: they may have up to 2 MiB, and a batch of states usually has up to one. */
const PAYLOADS_WARN_SIZE = 1.5 * 1024 * 1024;

/** Creates the worker of `createOctavoWorker`, whose options are checked. */
export async function makeWorker(options: OctavoWorkerOptions): Promise<OctavoWorker> {
  const { namespace = 'default', taskQueue = 'octavo' } = options;
  const knowledge = await gatherKnowledge(options);
  const server = { address: addressOf(options), namespace };
  const connection = options.connection ?? (await calling(server, () => connect(options)));
  const attributes = new SearchAttributes({ connection, ...server, logger: Runtime.instance().logger });
  await attributes.areKnown();
  const hasSearchAttributes = (): boolean => attributes.areKnownNow();
  const created: { worker?: Worker } = {};
  const client = clientOfWorker(() => created.worker);
  const extend = (activities: OctavoActivities, store: TaskStateStore): OctavoActivities =>
    options.addition?.activities({ activities, store, client, hasSearchAttributes }) ?? activities;
  const worksFor = { knowledge, client, attributes, namespace, taskQueue };
  const parts = createOctavoParts(options, { ...worksFor, extend });
  const TemporalWorker = options.limits?.sandboxTimeoutMs === undefined ? UnwatchedWorker : Worker;
  const sdkOptions = await temporalWorkerOptions(options);
  const worker = await calling(server, () =>
    TemporalWorker.create({
      ...buildOptions,
      ...withParts(sdkOptions, parts),
      ...{ connection, namespace, taskQueue },
    }),
  );
  created.worker = worker;
  const run = async (): Promise<void> => {
    try {
      await calling(server, () => worker.run());
    } finally {
      // A run waits only a short time for a write; a later failure is logged when it is known.
      await parts.settled();
      if (options.connection === undefined) await connection.close();
    }
  };
  return {
    connection,
    namespace,
    taskQueue,
    store: parts.store,
    actions: knowledge.registry.list(),
    run,
    state: () => worker.getState(),
    shutdown: () => worker.shutdown(),
  };
}

/** Octavo's activities and sinks together with those of the user. */
function withParts(given: Omit<WorkerOptions, 'taskQueue'>, { activities, sinks }: OctavoParts): typeof given {
  return { ...given, activities: { ...given.activities, ...activities }, sinks: { ...given.sinks, ...sinks } };
}

/** Runs calls to the server. @throws TemporalServerError */
async function calling<T>(server: ServerName, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw TemporalServerError.from(error, server);
  }
}

/** The address of a given connection is not known. */
function addressOf({ connection, connectionOptions }: OctavoWorkerOptions): string | undefined {
  return connectionOptions?.address ?? (connection === undefined ? 'localhost:7233' : undefined);
}

function connect({ connectionOptions }: OctavoWorkerOptions): Promise<NativeConnection> {
  const payloadLimits = { payloadsWarnSize: PAYLOADS_WARN_SIZE, ...connectionOptions?.payloadLimits };
  return NativeConnection.connect({ ...connectionOptions, payloadLimits });
}

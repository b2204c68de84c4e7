import { ActionRegistry, createActivities } from '@octavo/activities';
import { OctavoClient } from '@octavo/client';
import { MemoryRolloutStore, OctavoRollout } from '@octavo/client/rollout';
import { checkInput, createPlanner } from '@octavo/planner';
import { MemoryTaskStateStore } from '@octavo/state';
import { Connection } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { installQuietRuntime } from '../integration/support/test-worker';
import { detailsOf, grpcCodes } from './grpc-codes';
import { type GrpcServer, startGrpcServer } from './grpc-server';

beforeAll(installQuietRuntime);

const definition = { octavo: 1, id: 'hold', tasks: [{ id: 'hold', type: 'wait', signal: 'go' }] };

/** All that a program can do with a client, and what an activity does. */
const calls: Readonly<Record<string, (client: OctavoClient) => Promise<unknown>>> = {
  start: (client) => client.start(definition),
  'start by id': (client) => client.start({ definitionId: 'hold' }),
  run: (client) => client.run(definition),
  result: (client) => client.result('a-run'),
  status: (client) => client.status('a-run'),
  tasks: (client) => client.tasks('a-run'),
  stats: (client) => client.stats('a-run'),
  list: (client) => client.list(),
  signal: (client) => client.signal('a-run', 'go'),
  cancel: (client) => client.cancel('a-run'),
  'rollout.promote': (client) => rolloutOf(client).promote('router', { actor: 'ada' }),
  'rollout.promotions.follow': (client) => rolloutOf(client).promotions.follow('router', { onStep: () => undefined }),
  'rollout.promotions.cancel': (client) => rolloutOf(client).promotions.cancel('router'),
  'rollout.retire': (client) => rolloutOf(client).retire(),
};

/** For these, ALREADY_EXISTS says that a run of that id is open. */
const STARTS: ReadonlySet<string> = new Set(['start', 'start by id', 'run', 'rollout.promote', 'startAndSignal']);

function rolloutOf(client: OctavoClient): OctavoRollout {
  return new OctavoRollout({ client, store: new MemoryRolloutStore() });
}

describe.each(grpcCodes)('a server that ends calls with %s', (name, code, ours) => {
  let server: GrpcServer;
  let client: OctavoClient;
  let connection: Connection;
  beforeAll(async () => {
    const status = { code, details: detailsOf(name) };
    server = await startGrpcServer({ answer: (method) => (method === 'GetSystemInfo' ? undefined : status) });
    // The SDK would try some of them again for half a minute.
    connection = await Connection.connect({ address: server.address, interceptors: [] });
    client = await OctavoClient.connect({ connection, namespace: 'orders' });
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  it.each(Object.entries(calls).filter(([what]) => name !== 'ALREADY_EXISTS' || !STARTS.has(what)))(
    `makes client.%s reject with ${ours}, place, reason and advice`,
    async (_what, call) => {
      const error: unknown = await call(client).catch((thrown: unknown) => thrown);
      const reason = name === 'NOT_FOUND' ? '' : `: ${detailsOf(name).replace(/\.$/, '')}`;
      expect(error).toMatchObject({ name: 'OctavoError', code: ours, cause: expect.any(Error) });
      expect((error as Error).message).toMatch(
        new RegExp(`^The Temporal server at ${server.address} \\(namespace orders\\) [^:]+${reason}\\. [A-Z].+\\.$`),
      );
    },
  );

  it.each(
    (['findWaiting', 'startAndSignal'] as const).filter((what) => name !== 'ALREADY_EXISTS' || !STARTS.has(what)),
  )(`makes the activity %s fail with ${ours}`, async (activity) => {
    const planner = createPlanner();
    const { plan } = planner.plan(definition);
    const activities = createActivities({
      ...{ store: new MemoryTaskStateStore(), registry: new ActionRegistry(), client: client.temporal },
      planner: { plan: (source) => planner.plan(source), checkInput },
      definitions: { find: () => plan, ids: () => ['hold'] },
    });
    const request = {
      definitionId: 'hold',
      workflowId: 'a-run',
      input: {},
      taskQueue: 'q',
      signal: 's',
      signalArgs: [],
    };
    const work = {
      findWaiting: () => activities.findWaiting({ signal: 'go' }),
      startAndSignal: () => activities.startAndSignal(request),
    };
    const failure: unknown = await new MockActivityEnvironment()
      .run(work[activity] as () => Promise<unknown>)
      .catch((thrown: unknown) => thrown);
    const isTransient = ['SERVER_UNREACHABLE', 'SERVER_FAILED', 'SERVER_TIMED_OUT', 'RESOURCE_EXHAUSTED'].includes(
      ours,
    );
    expect(failure).toMatchObject({ name: 'ApplicationFailure', type: ours, nonRetryable: !isTransient });
  });
});

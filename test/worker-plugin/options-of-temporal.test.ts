import { OctavoClient } from '@octavo/client';
import { createOctavoWorker, type OctavoWorker } from '@octavo/worker';
import { Connection } from '@temporalio/client';
import { type BundleOptions, type BundlerPlugin, NativeConnection, type WorkerPlugin } from '@temporalio/worker';
import { SlowStore } from '../integration/support/slow-store';
import { installQuietRuntime, testServerAddress } from '../integration/support/test-worker';
import { encodingsIn } from './team/encodings-in';
import { encryptingCodec } from './team/encrypting-codec';
import { interceptorModule, teamPlugins } from './team/team-worker';

// Octavo's own worker and client, with options of Temporal.

const taskQueue = `temporal-options-${process.pid}`;
const dataConverter = { payloadCodecs: [encryptingCodec] };
const version = { deploymentName: 'team', buildId: 'octavo@team-7' };
const slots = { type: 'fixed-size', numSlots: 5 } as const;
const { plugins, seen } = teamPlugins();
const [openTelemetry] = plugins;
const seenByInterceptors: string[] = [];
const hooked: string[] = [];
const store = new SlowStore();

type Hook = NonNullable<BundleOptions['webpackConfigHook']>;
const noting =
  (name: string, inner: Hook = (same) => same): Hook =>
  (config) => {
    hooked.push(name);
    return inner(config);
  };

const bundlerPlugin: WorkerPlugin & BundlerPlugin = {
  name: 'bundler',
  configureBundler: (options) => ({ ...options, webpackConfigHook: noting('plugin', options.webpackConfigHook) }),
};

let worker: OctavoWorker;
let running: Promise<void>;
let connection: NativeConnection;
let client: OctavoClient;

beforeAll(async () => {
  installQuietRuntime();
  connection = await NativeConnection.connect({
    address: testServerAddress(),
    plugins: openTelemetry === undefined ? [] : [openTelemetry],
  });
  worker = await createOctavoWorker({
    ...{ connection, taskQueue, store },
    temporal: {
      dataConverter,
      workerDeploymentOptions: { version, useWorkerVersioning: false },
      plugins: [bundlerPlugin],
      bundlerOptions: { webpackConfigHook: noting('options') },
      activities: { greet: async (name: string) => `Hello, ${name}!` },
      sinks: { team: { sawWorkflow: { fn: (_info: unknown, type: string) => void seen.workflows.push(type) } } },
      interceptors: {
        workflowModules: [interceptorModule],
        activity: [
          ({ info }) => {
            seenByInterceptors.push(info.activityType);
            return {};
          },
        ],
      },
      tuner: {
        ...{ workflowTaskSlotSupplier: slots, activityTaskSlotSupplier: slots },
        ...{ localActivityTaskSlotSupplier: slots, nexusTaskSlotSupplier: slots },
      },
    },
  });
  running = worker.run();
  client = await OctavoClient.connect({ address: testServerAddress(), taskQueue, temporal: { dataConverter } });
});

afterAll(async () => {
  if (worker.state() === 'RUNNING') worker.shutdown();
  await running;
  await connection.close();
  await client.close();
});

const definition = {
  octavo: 1,
  id: 'greets',
  tasks: [{ id: 'greet', type: 'basic', action: 'temporal.activity', with: { activity: 'greet', args: ['Ada'] } }],
  output: '${ tasks.greet.output }',
};

it('calls the webpack hooks of options and plugins', () => {
  expect(hooked.sort()).toEqual(['options', 'plugin']);
});

it('runs an activity of the user, with codec, interceptors, sinks, a tuner and a plugin of the connection', async () => {
  const { workflowId, output } = await client.run(definition);
  expect(output).toBe('Hello, Ada!');
  const history = await client.temporal.workflow.getHandle(workflowId).fetchHistory();
  expect(encodingsIn(history)).toEqual(new Set(['binary/encrypted']));
  expect(seenByInterceptors).toContain('greet');
  expect(seen.workflows).toContain('octavoRun');
  expect(seen.spans.getFinishedSpans().map(({ name }) => name)).toContain('RunWorkflow:octavoRun');
});

it("uses the user's build id; if it begins with octavo@, sinks write the last states without an event", async () => {
  const { workflowId } = await client.run(definition);
  const { events } = await client.temporal.workflow.getHandle(workflowId).fetchHistory();
  const buildIds = events?.flatMap((event) => event.workflowTaskCompletedEventAttributes?.workerVersion?.buildId ?? []);
  expect(new Set(buildIds)).toEqual(new Set([version.buildId]));
  const markers = events?.flatMap((event) => event.markerRecordedEventAttributes?.markerName ?? []);
  // The marker of the local activity that loads the plan.
  expect(markers).toEqual(['core_local_activity']);
});

it('rejects options of a client that exclude each other', async () => {
  const open = await Connection.connect({ address: testServerAddress() });
  await expect(OctavoClient.connect({ connection: open, address: 'localhost:1' })).rejects.toThrow(TypeError);
  const elsewhere = { namespace: 'other' } as object;
  await expect(OctavoClient.connect({ connection: open, temporal: elsewhere })).rejects.toThrow('temporal.namespace');
  await open.close();
});

it('ends only when the last states are in the store', async () => {
  store.holdEnd(() => worker.state() === 'STOPPED');
  await client.run(definition);
  worker.shutdown();
  await running;
  expect(store.isEndWritten).toBe(true);
});

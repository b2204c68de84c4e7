import { Resource } from '@opentelemetry/resources';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { OctavoClient } from '@octavo/client';
import { OctavoPlugin, type OctavoPluginOptions } from '@octavo/worker/plugin';
import { Client, type ClientPlugin, Connection } from '@temporalio/client';
import { OpenTelemetryPlugin } from '@temporalio/interceptors-opentelemetry';
import { SimplePlugin } from '@temporalio/plugin';
import {
  type BundlerPlugin,
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkerOptions,
  type WorkerPlugin,
} from '@temporalio/worker';
import { installQuietRuntime, testServerAddress } from '../../integration/support/test-worker';
import { encryptingCodec } from './encrypting-codec';
import { teamActivities } from './team-activities';

export const teamWorkflowsPath = require.resolve('./team.workflow');
export const interceptorModule = require.resolve('./team-interceptors.workflow');

type TeamPlugin = WorkerPlugin & BundlerPlugin & ClientPlugin;

/** The calls that the team's plugins have recorded. */
export interface Seen {
  readonly workflows: string[];
  readonly activities: string[];
  readonly spans: InMemorySpanExporter;
}

/** Plugins of OpenTelemetry, of a codec, and of interceptors for workflows and activities. */
export function teamPlugins(): { readonly plugins: readonly TeamPlugin[]; readonly seen: Seen } {
  const seen: Seen = { workflows: [], activities: [], spans: new InMemorySpanExporter() };
  const spanProcessor = new SimpleSpanProcessor(seen.spans);
  const openTelemetry = new OpenTelemetryPlugin({ resource: new Resource({}), spanProcessor });
  const codec = new SimplePlugin({ name: 'codec', dataConverter: { payloadCodecs: [encryptingCodec] } });
  const interceptor = new SimplePlugin({
    name: 'interceptor',
    workerInterceptors: {
      workflowModules: [interceptorModule],
      activity: [
        ({ info }) => {
          seen.activities.push(info.activityType);
          return {};
        },
      ],
    },
  });
  return { plugins: [openTelemetry, codec, interceptor], seen };
}

export interface TeamWorker {
  readonly worker: Worker;
  readonly client: Client;
  readonly octavo: OctavoClient;
  readonly taskQueue: string;
  readonly seen: Seen;
  /** Undefined where the worker has made it itself. */
  readonly bundle: { readonly code: string } | undefined;
  stop(): Promise<void>;
}

export interface TeamWorkerOptions {
  /** Default: a worker without Octavo. */
  readonly octavo?: OctavoPluginOptions;
  /** True if OctavoPlugin precedes the team's plugins. Default true. */
  readonly isOctavoFirst?: boolean;
  /** Default: a separate bundle. */
  readonly isBundledByWorker?: boolean;
  /** True for a worker without the team's plugins. Default false. */
  readonly isPlain?: boolean;
  readonly options?: Partial<WorkerOptions>;
}

let workers = 0;

/** Starts a team's worker on the tests' server; it runs until `stop`. */
export async function startTeamWorker(team: TeamWorkerOptions): Promise<TeamWorker> {
  installQuietRuntime();
  workers += 1;
  const taskQueue = `team-${process.pid}-${workers}`;
  const { plugins: own, seen } = teamPlugins();
  const teams = team.isPlain === true ? [] : own;
  const connection = await NativeConnection.connect({ address: testServerAddress() });
  const plugins = [...teams];
  if (team.octavo !== undefined) {
    const plugin = new OctavoPlugin(team.octavo) as TeamPlugin;
    if (team.isOctavoFirst ?? true) plugins.unshift(plugin);
    else plugins.push(plugin);
  }
  const sinks = { team: { sawWorkflow: { fn: (_: unknown, type: string) => void seen.workflows.push(type) } } };
  const bundle = team.isBundledByWorker === true ? undefined : await bundleWith(plugins);
  const worker = await Worker.create({
    ...{ connection, taskQueue, plugins, sinks, activities: teamActivities },
    ...(bundle === undefined ? { workflowsPath: teamWorkflowsPath } : { workflowBundle: bundle }),
    ...team.options,
  });
  const running = worker.run();
  running.catch(() => undefined);
  const ofClient = await Connection.connect({ address: testServerAddress() });
  const client = new Client({ connection: ofClient, plugins: [...teams] });
  const stop = async (): Promise<void> => {
    worker.shutdown();
    await running;
    await connection.close();
    await ofClient.close();
  };
  return {
    worker,
    client,
    octavo: OctavoClient.of(client, { taskQueue, actions: team.octavo?.actions ?? [] }),
    taskQueue,
    seen,
    bundle,
    stop,
  };
}

/** The bundle that a team makes from its workflows before its workers start. */
export async function bundleWith(plugins: readonly BundlerPlugin[]): Promise<{ readonly code: string }> {
  const logger = new DefaultLogger('ERROR');
  return await bundleWorkflowCode({ workflowsPath: teamWorkflowsPath, plugins: [...plugins], logger });
}

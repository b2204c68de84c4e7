import { ActionRegistry, createActivities, type DefinitionSource } from '@octavo/activities';
import { builtInActions } from '@octavo/activities/actions';
import { OctavoClient } from '@octavo/client';
import { createLegacyActivities, legacyWorkflowsPath } from '@octavo/migration/legacy';
import type { Json } from '@octavo/orchestrators';
import { checkInput, createPlanner, type Planner } from '@octavo/planner';
import { MemoryTaskStateStore, type TaskStateStore } from '@octavo/state';
import { temporalWorkerOptions } from '@octavo/worker';
import type { RunResult } from '@octavo/workflows';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { testBundle } from '../../setup/test-bundles';
import { testServerAddress } from '../../integration/support/test-worker';
import { testActions } from '../../integration/support/test-actions';

/** A worker of the old engine with its own client, on its own task queue. */
export interface LegacyWorker {
  readonly client: OctavoClient;
  readonly planner: Planner;
  readonly store: TaskStateStore;
  readonly taskQueue: string;
  readonly bundle: WorkflowBundleOption;
  start(definition: object, input?: Json, workflowId?: string): Promise<string>;
  run(definition: object, input?: Json): Promise<RunResult>;
  stop(): Promise<void>;
}

let queues = 0;

export interface LegacyWorkerOptions {
  /** Default: a store in memory. */
  readonly store?: TaskStateStore;
  /** The definitions that runs may name. Default: none. */
  readonly definitions?: readonly object[];
}

/** Starts a worker that runs until `stop`. */
export async function startLegacyWorker(options: LegacyWorkerOptions = {}): Promise<LegacyWorker> {
  const { store = new MemoryTaskStateStore(), definitions = [] } = options;
  installQuietRuntime();
  queues += 1;
  const taskQueue = `legacy-${process.pid}-${queues}`;
  const connection = await NativeConnection.connect({ address: testServerAddress() });
  const temporal = new Client({ connection });
  const registry = new ActionRegistry([...builtInActions(), ...testActions]);
  const planner = createPlanner({ actions: registry.list() });
  const known = sourceOf(definitions, planner);
  const port = { plan: (source: unknown) => planner.plan(source), checkInput };
  const bundle = testBundle(legacyWorkflowsPath);
  const worker = await Worker.create({
    ...(await temporalWorkerOptions({ workflowBundle: bundle })),
    ...{ connection, taskQueue },
    activities: {
      ...createActivities({ store, registry, planner: port, client: temporal, definitions: known }),
      ...createLegacyActivities({ store, client: temporal }),
    },
  });
  const running = worker.run();
  const client = await OctavoClient.connect({ connection, taskQueue, actions: testActions, store });
  const start = async (
    definition: object,
    input: Json = {},
    workflowId = `legacy-${crypto.randomUUID()}`,
  ): Promise<string> => {
    const argument = argumentOf(planner, definition, input);
    await temporal.workflow.start('legacyRun', { args: [argument], workflowId, taskQueue });
    return workflowId;
  };
  const run = async (definition: object, input: Json = {}): Promise<RunResult> =>
    await client.result(await start(definition, input));
  const stop = async (): Promise<void> => {
    worker.shutdown();
    await running;
    await connection.close();
  };
  return { client, planner, store, taskQueue, bundle, start, run, stop };
}

/** The argument that a client of either engine sends. */
function argumentOf(planner: Planner, definition: object, input: Json): object {
  const { plan, problems } = planner.plan(definition);
  if (plan === undefined) throw new Error(JSON.stringify(problems));
  const checked = checkInput(plan, input);
  if (checked.problems !== undefined) throw new Error(JSON.stringify(checked.problems));
  return { plan, input: checked.input };
}

function sourceOf(definitions: readonly object[], planner: Planner): DefinitionSource {
  const plans = definitions.flatMap((definition) => planner.plan(definition).plan ?? []);
  return { find: (id) => plans.find((plan) => plan.id === id), ids: () => plans.map(({ id }) => id) };
}

function installQuietRuntime(): void {
  try {
    Runtime.install({ logger: new DefaultLogger('ERROR') });
  } catch {
    // A runtime is already installed.
  }
}

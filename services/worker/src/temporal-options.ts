import type { OctavoActivities } from '@octavo/activities';
import type { OCTAVO_BUILD } from '@octavo/workflows';
import type { WorkerOptions } from '@temporalio/worker';
import { version } from '../package.json';
import type { OctavoWorkerOptions, TemporalOptions } from './worker-options';

const names: Readonly<Record<keyof OctavoActivities, true>> = {
  runAction: true,
  createTaskState: true,
  loadPlan: true,
  findWaiting: true,
  startAndSignal: true,
};

/** Names of Octavo's activities, in a module without slow imports. */
export const activityNames = Object.keys(names) as readonly (keyof OctavoActivities)[];

const build: typeof OCTAVO_BUILD = 'octavo@';

/**
 * Lets the server record the version of Octavo with every workflow task. Does not limit which workers may continue a
 * run.
 */
export const buildOptions: Pick<WorkerOptions, 'workerDeploymentOptions'> = {
  workerDeploymentOptions: {
    version: { deploymentName: 'octavo', buildId: `${build}${version}` },
    useWorkerVersioning: false,
  },
};

/** Options of `createOctavoWorker` under other names, and options that it does not support, with the alternative. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  connection: 'give `connection`, which is beside `temporal`',
  namespace: 'give `namespace`, which is beside `temporal`',
  taskQueue: 'give `taskQueue`, which is beside `temporal`',
  workflowBundle: 'give `workflowBundle`, which is beside `temporal`',
  workflowsPath: 'to run workflows of your own beside those of Octavo, add OctavoPlugin to a worker of your own',
  buildId: 'give `temporal.workerDeploymentOptions`',
  useVersioning: 'give `temporal.workerDeploymentOptions`',
};

/** Temporal's options that fields of `limits` set. */
const LIMITED: Readonly<Record<string, readonly string[]>> = {
  concurrentActions: ['maxConcurrentActivityTaskExecutions', 'maxConcurrentLocalActivityExecutions', 'tuner'],
  concurrentWorkflowTasks: ['maxConcurrentWorkflowTaskExecutions', 'tuner'],
  cachedRuns: ['maxCachedWorkflows'],
  shutdownGraceMs: ['shutdownGraceTime', 'shutdownForceTime'],
};

/** The options in `temporal` that Octavo cannot combine with its own; one sentence each. */
export function problemsOfTemporalOptions(options: OctavoWorkerOptions): string[] {
  const { temporal = {}, connection, connectionOptions } = options;
  const elsewhere = Object.keys(ELSEWHERE)
    .filter((name) => isGiven(temporal, name))
    .map((name) => `\`temporal.${name}\` is not possible: ${ELSEWHERE[name]}.`);
  return [
    ...(connection !== undefined && connectionOptions !== undefined
      ? ['`connection` and `connectionOptions` exclude each other: give one of them.']
      : []),
    ...elsewhere,
    ...givenTwice(options),
    ...problemsOfConverters(temporal),
    ...problemsOfBundle(options),
    ...takenNames(temporal),
  ];
}

function givenTwice({ limits = {}, temporal = {} }: OctavoWorkerOptions): string[] {
  return Object.entries(LIMITED).flatMap(([limit, names]) =>
    names
      .filter((name) => isGiven(limits, limit) && isGiven(temporal, name))
      .map((name) => `\`limits.${limit}\` and \`temporal.${name}\` have the same meaning: give one of them.`),
  );
}

function problemsOfConverters({ dataConverter = {} }: TemporalOptions): string[] {
  return ['payloadConverterPath', 'failureConverterPath']
    .filter((name) => isGiven(dataConverter, name))
    .map(
      (name) =>
        `\`temporal.dataConverter.${name}\` is not possible: Octavo's workflow code has its own converters. ` +
        'Use `payloadCodecs`, or add OctavoPlugin to a worker of your own.',
    );
}

/** With a finished bundle, the SDK ignores options that would be part of a bundle. */
function problemsOfBundle({ workflowBundle, temporal = {} }: OctavoWorkerOptions): string[] {
  if (workflowBundle === undefined) return [];
  const late = [
    ...(temporal.bundlerOptions === undefined ? [] : ['bundlerOptions']),
    ...(temporal.interceptors?.workflowModules === undefined ? [] : ['interceptors.workflowModules']),
  ];
  return late.map(
    (name) => `\`temporal.${name}\` has no effect on a \`workflowBundle\`: give it to \`bundleWorkflowCode\`.`,
  );
}

function takenNames({ sinks = {}, activities = {} }: TemporalOptions): string[] {
  const taken = [
    ...(isGiven(sinks, 'octavo') ? ['sinks.octavo'] : []),
    ...activityNames.filter((name) => isGiven(activities, name)).map((name) => `activities.${name}`),
  ];
  return taken.map((name) => `\`temporal.${name}\` is not possible: Octavo uses this name. Rename yours.`);
}

function isGiven(options: object, name: string): boolean {
  return Object.hasOwn(options, name) && Reflect.get(options, name) !== undefined;
}

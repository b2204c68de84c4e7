import { createOctavoWorker } from './create-octavo-worker';
import type { OctavoWorkerOptions } from './worker-options';

const fixed = { type: 'fixed-size', numSlots: 2 } as const;
const tuner = {
  ...{ workflowTaskSlotSupplier: fixed, activityTaskSlotSupplier: fixed },
  ...{ localActivityTaskSlotSupplier: fixed, nexusTaskSlotSupplier: fixed },
};

const refused: readonly (readonly [object, string])[] = [
  [{ temporal: { taskQueue: 'q' } }, '`temporal.taskQueue` is not possible: give `taskQueue`'],
  [{ temporal: { namespace: 'n' } }, '`temporal.namespace` is not possible: give `namespace`'],
  [{ temporal: { connection: {} } }, '`temporal.connection` is not possible: give `connection`'],
  [{ temporal: { workflowBundle: { code: '' } } }, 'give `workflowBundle`'],
  [{ temporal: { workflowsPath: 'x' } }, 'add OctavoPlugin to a worker of your own'],
  [{ temporal: { buildId: 'x' } }, 'give `temporal.workerDeploymentOptions`'],
  [{ temporal: { sinks: { octavo: {} } } }, '`temporal.sinks.octavo` is not possible'],
  [{ temporal: { activities: { runAction: () => null } } }, '`temporal.activities.runAction` is not possible'],
  [{ temporal: { dataConverter: { payloadConverterPath: 'x' } } }, 'Use `payloadCodecs`'],
  [{ temporal: { dataConverter: { failureConverterPath: 'x' } } }, 'Use `payloadCodecs`'],
  [{ limits: { concurrentActions: 1 }, temporal: { tuner } }, '`limits.concurrentActions` and `temporal.tuner`'],
  [{ limits: { cachedRuns: 1 }, temporal: { maxCachedWorkflows: 1 } }, '`limits.cachedRuns` and `temporal.max'],
  [{ workflowBundle: { code: '' }, temporal: { bundlerOptions: {} } }, '`temporal.bundlerOptions` has no effect'],
  [{ connection: {}, connectionOptions: {} }, '`connection` and `connectionOptions` exclude each other'],
];

it.each(refused)('rejects a worker with %j', async (options, message) => {
  await expect(createOctavoWorker(options as OctavoWorkerOptions)).rejects.toThrow(message);
});

it('rejects a worker with all problems', async () => {
  const temporal = { taskQueue: 'q', namespace: 'n' };
  const refusal = createOctavoWorker({ temporal } as OctavoWorkerOptions);
  await expect(refusal).rejects.toMatchObject({ name: 'WorkerStartError', problems: { length: 2 } });
});

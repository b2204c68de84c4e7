import { EXCEPTIONS, withTimeToWrite } from '../legacy/support/exceptions';
import { readLanguageCases } from '../language/language-cases';
import { HandRollout, type MigrationWorker, startMigrationWorker } from './support/migration-worker';

const rollout = new HandRollout('shadow');
let worker: MigrationWorker;

beforeAll(async () => {
  worker = await startMigrationWorker(rollout);
});
afterAll(() => worker.stop());

// The same facts hold, and whatever the new engine computes beside is the same.
describe.each(readLanguageCases())('%s, in shadow mode', (_file, cases) => {
  const able = cases.filter(({ fact }) => EXCEPTIONS[fact] === undefined);
  it.concurrent.each(able.map((one) => [one.fact, one] as const))(
    '%s',
    async (_fact, { definition, input = {}, expect: expected }) => {
      const result = await worker.run(withTimeToWrite(definition), input as never);
      const { output, status, error, tasks = {}, notTasks = [] } = expected;
      expect(result).toMatchObject({
        status,
        ...(output === undefined ? {} : { output }),
        ...(error === undefined ? {} : { error }),
      });
      expect(result.tasks).toMatchObject(tasks);
      for (const path of notTasks) expect(Object.keys(result.tasks)).not.toContain(path);
      const told = rollout.evidence.filter(({ workflowId }) => workflowId === result.workflowId);
      expect(told.flatMap(({ differences }) => differences)).toEqual([]);
    },
  );
});

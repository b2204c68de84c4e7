import { EXCEPTIONS, withTimeToWrite } from '../legacy/support/exceptions';
import { readLanguageCases } from '../language/language-cases';
import { HandRollout, type MigrationWorker, startMigrationWorker } from './support/migration-worker';

/** Where the engines do differ: in how they tell what went wrong. */
const KNOWN_DIFFERENCES: Readonly<Record<string, object>> = {
  'percent of a collection is of items not skipped': { field: 'error', at: '/message' },
  'a value over 2 MiB is told before Temporal refuses it': { field: 'error', at: '/message' },
  'reading a task not reached is EXPRESSION_FAILED': { field: 'error', at: '/message' },
};

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
    async (fact, { definition, input = {}, expect: expected }) => {
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
      const known = KNOWN_DIFFERENCES[fact];
      expect(told.flatMap(({ differences }) => differences)).toMatchObject(known === undefined ? [] : [known]);
    },
  );
});

it('the new engine did compute beside: every visit that was not cut off was compared', () => {
  const compared = rollout.evidence.flatMap(({ comparisons }) => comparisons);
  const equal = (type: string): number =>
    compared.filter((one) => one.type === type).reduce((sum, one) => sum + one.equal, 0);
  const counts = ['basic', 'wait', 'signal', 'router', 'parallel', 'collection', 'composite', 'aggregate'].map(equal);
  expect(Math.min(...counts)).toBeGreaterThan(5);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(600);
});

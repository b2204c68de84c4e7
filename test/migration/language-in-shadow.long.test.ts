import { flaggedTypes } from '@octavo/migration';
import { describeLanguage } from '../language/describe-language';
import { EXCEPTIONS, withTimeToWrite } from '../legacy/support/exceptions';
import { HandRollout, type MigrationWorker, startMigrationWorker } from './support/migration-worker';

/** Where the engines do differ: in how they tell what went wrong. */
const KNOWN_DIFFERENCES: Readonly<Record<string, object>> = {
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
describeLanguage(
  'in shadow mode',
  async ({ fact, definition, input }) => {
    const result = await worker.run(withTimeToWrite(definition), input);
    const told = rollout.evidence.filter(({ workflowId }) => workflowId === result.workflowId);
    const known = KNOWN_DIFFERENCES[fact];
    expect(told.flatMap(({ differences }) => differences)).toMatchObject(known === undefined ? [] : [known]);
    return result;
  },
  { without: EXCEPTIONS },
);

it('the new engine did compute beside: every visit that was not cut off was compared', () => {
  const compared = rollout.evidence.flatMap(({ comparisons }) => comparisons);
  const equal = (type: string): number =>
    compared.filter((one) => one.type === type).reduce((sum, one) => sum + one.equal, 0);
  const counts = flaggedTypes.map(equal);
  expect(Math.min(...counts)).toBeGreaterThan(5);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(600);
});

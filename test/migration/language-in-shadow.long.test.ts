import { flaggedTypes } from '@octavo/migration';
import { describeLanguage } from '../language/describe-language';
import { EXCEPTIONS, withTimeToWrite } from '../legacy/support/exceptions';
import { HandRollout, type MigrationWorker, startMigrationWorker } from './support/migration-worker';

/** The expected differences between the engines: the messages of some errors. */
const KNOWN_DIFFERENCES: Readonly<Record<string, object>> = {
  'a value over 2 MiB is reported before Temporal rejects it': { field: 'error', at: '/message' },
  'reading a task not reached is EXPRESSION_FAILED': { field: 'error', at: '/message' },
};

const rollout = new HandRollout('shadow');
let worker: MigrationWorker;

beforeAll(async () => {
  worker = await startMigrationWorker(rollout);
});
afterAll(() => worker.stop());

// The same facts are true, and the new engine computes the same results in the shadow.
describeLanguage(
  'in shadow mode',
  async ({ fact, definition, input }) => {
    const result = await worker.run(withTimeToWrite(definition), input);
    const evidence = rollout.evidence.filter(({ workflowId }) => workflowId === result.workflowId);
    const known = KNOWN_DIFFERENCES[fact];
    expect(evidence.flatMap(({ differences }) => differences)).toMatchObject(known === undefined ? [] : [known]);
    return result;
  },
  { without: EXCEPTIONS },
);

it('every visit that was not cancelled was compared with the new engine', () => {
  const compared = rollout.evidence.flatMap(({ comparisons }) => comparisons);
  const equal = (type: string): number =>
    compared.filter((one) => one.type === type).reduce((sum, one) => sum + one.equal, 0);
  const counts = flaggedTypes.map(equal);
  expect(Math.min(...counts)).toBeGreaterThan(5);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(600);
});

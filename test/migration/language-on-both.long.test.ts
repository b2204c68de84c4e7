import { flaggedTypes } from '@octavo/migration';
import { describeLanguage } from '../language/describe-language';
import { EXCEPTIONS, withTimeToWrite } from '../legacy/support/exceptions';
import { HandRollout, type MigrationWorker, startMigrationWorker } from './support/migration-worker';

const rollout = new HandRollout('new');
let worker: MigrationWorker;

const modes = ['legacy', 'shadow', 'new'] as const;
let turn = 0;

beforeAll(async () => {
  rollout.choose = () => {
    turn += 1;
    return Object.fromEntries(
      flaggedTypes.map((type, place) => [type, modes[(turn * (2 * place + 1) + (turn >> 2)) % 3] ?? 'new']),
    );
  };
  worker = await startMigrationWorker(rollout);
});
afterAll(() => worker.stop());

// The same facts are true on any engine of each task.
describeLanguage('while flags change', ({ definition, input }) => worker.run(withTimeToWrite(definition), input), {
  without: EXCEPTIONS,
});

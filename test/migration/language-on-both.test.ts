import { EXCEPTIONS, withTimeToWrite } from '../legacy/support/exceptions';
import { readLanguageCases } from '../language/language-cases';
import { HandRollout, type MigrationWorker, startMigrationWorker } from './support/migration-worker';

const rollout = new HandRollout('new');
let worker: MigrationWorker;

const types = ['basic', 'wait', 'signal', 'router', 'parallel', 'collection', 'composite', 'aggregate'];
const modes = ['legacy', 'shadow', 'new'] as const;
let turn = 0;

beforeAll(async () => {
  rollout.choose = () => {
    turn += 1;
    return Object.fromEntries(
      types.map((type, place) => [type, modes[(turn * (2 * place + 1) + (turn >> 2)) % 3] ?? 'new']),
    );
  };
  worker = await startMigrationWorker(rollout);
});
afterAll(() => worker.stop());

// The same facts hold, whatever engine each task takes.
describe.each(readLanguageCases())('%s, while flags change', (_file, cases) => {
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
    },
  );
});

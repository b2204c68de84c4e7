import { readLanguageCases } from '../language/language-cases';
import { EXCEPTIONS, withTimeToWrite } from './support/exceptions';
import { type LegacyWorker, startLegacyWorker } from './support/legacy-worker';

let legacy: LegacyWorker;

beforeAll(async () => {
  legacy = await startLegacyWorker();
});
afterAll(() => legacy.stop());

describe.each(readLanguageCases())('%s, on the old engine', (_file, cases) => {
  const able = cases.filter(({ fact }) => EXCEPTIONS[fact] === undefined);
  it.concurrent.each(able.map((one) => [one.fact, one] as const))(
    '%s',
    async (_fact, { definition, input = {}, expect: expected }) => {
      const result = await legacy.run(withTimeToWrite(definition), input as never);
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

it('leaves out no fact that there is not', () => {
  const facts = readLanguageCases().flatMap(([, cases]) => cases.map(({ fact }) => fact));
  expect(facts).toEqual(expect.arrayContaining(Object.keys(EXCEPTIONS)));
});

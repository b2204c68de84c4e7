import { readLanguageCases } from '../language/language-cases';
import { type LegacyWorker, startLegacyWorker } from './support/legacy-worker';

/** What the old engine cannot do, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'a thousand items with pure bodies':
    '5,000 items take more than 50,000 events when each has a state and a parent update of its own, and the old engine does not continue as new',
  'very many rounds of pure work end well':
    '3,000 rounds take more than 50,000 events when each asks an activity and its tasks have states of their own',
  'the default of maxVisits is 1000':
    'a thousand visits of a loop take more than 30,000 events and minutes; a smaller `maxVisits` is counted alike',
  'totalTimeout allows no new attempt':
    'its third attempt has to begin within 2.5 s, of which the round trips of the first two take too much on a busy machine',
};

/** A timeout of a few hundred milliseconds is over before the old engine has made its round trips. */
function withTimeToWrite(definition: object): object {
  return JSON.parse(JSON.stringify(definition).replaceAll(/"timeout":"\d+ms"/g, '"timeout":"4s"')) as object;
}

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

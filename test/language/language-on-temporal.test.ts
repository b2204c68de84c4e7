import { startTestWorker, type TestWorker } from '../integration/support/test-worker';
import { readLanguageCases } from './language-cases';

let temporal: TestWorker;

beforeAll(async () => {
  temporal = await startTestWorker();
});
afterAll(() => temporal.stop());

describe.each(readLanguageCases())('%s, on a real server', (_file, cases) => {
  it.concurrent.each(cases.map((one) => [one.fact, one] as const))(
    '%s',
    async (_fact, { definition, input = {}, expect: expected }) => {
      const result = await temporal.client.run(definition, { input: input as never });
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

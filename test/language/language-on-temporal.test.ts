import { startTestWorker, type TestWorker } from '../integration/support/test-worker';
import { describeLanguage } from './describe-language';

let temporal: TestWorker;

beforeAll(async () => {
  temporal = await startTestWorker();
});
afterAll(() => temporal.stop());

describeLanguage('on a real server', ({ definition, input }) => temporal.client.run(definition, { input }));

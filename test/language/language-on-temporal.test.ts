import { startTestWorker, type TestWorker } from '../integration/support/test-worker';
import { lengths } from '../setup/lengths';
import { describeLanguage } from './describe-language';

let temporal: TestWorker;

beforeAll(async () => {
  temporal = await startTestWorker();
});
afterAll(() => temporal.stop());

// All facts are seen in the simulator (language.test.ts); here, a few of each kind or all.
describeLanguage('on a real server', ({ definition, input }) => temporal.client.run(definition, { input }), {
  perFile: lengths.factsOnServer,
});

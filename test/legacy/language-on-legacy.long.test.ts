import { describeLanguage } from '../language/describe-language';
import { readLanguageCases } from '../language/language-cases';
import { EXCEPTIONS, withTimeToWrite } from './support/exceptions';
import { type LegacyWorker, startLegacyWorker } from './support/legacy-worker';

let legacy: LegacyWorker;

beforeAll(async () => {
  legacy = await startLegacyWorker();
});
afterAll(() => legacy.stop());

describeLanguage('on the old engine', ({ definition, input }) => legacy.run(withTimeToWrite(definition), input), {
  without: EXCEPTIONS,
});

it('has only exceptions for existing facts', () => {
  const facts = readLanguageCases().flatMap(([, cases]) => cases.map(({ fact }) => fact));
  expect(facts).toEqual(expect.arrayContaining(Object.keys(EXCEPTIONS)));
});

import { lengths } from '../setup/lengths';
import { fuzzDefinitions } from './fuzz-definitions';

const { definitions } = lengths;

it(`answers ${definitions} mutated and random definitions, each refusal with path, code and reason`, () => {
  const report = fuzzDefinitions(definitions, 1);
  expect(report.answered).toBe(definitions);
  // Enough of both, or the test says nothing.
  expect(report.accepted).toBeGreaterThan(definitions / 40);
  expect(report.accepted).toBeLessThan((definitions * 3) / 4);
}, 900_000);

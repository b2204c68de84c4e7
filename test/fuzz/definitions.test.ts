import { fuzzDefinitions } from './fuzz-definitions';

it('answers 20,000 mutated and random definitions, each refusal with path, code and reason', () => {
  const report = fuzzDefinitions(20_000, 1);
  expect(report.count).toBe(20_000);
  // Enough of both, or the test says nothing.
  expect(report.accepted).toBeGreaterThan(500);
  expect(report.accepted).toBeLessThan(15_000);
}, 900_000);

import { join } from 'node:path';
import { readCelCases } from './cel/cel-cases';
import { judgeCase } from './cel/judge-case';
import { compareWithSkipList, readSkipList } from './skip-list';

const judged = readCelCases().map((one) => ({ name: one.name, deviation: judgeCase(one) }));

it('expressions do what CEL says in every case of its conformance data, but for those that are listed', () => {
  expect(compareWithSkipList(judged, readSkipList(join(__dirname, 'cel/skipped.yaml')))).toEqual([]);
});

it('that is so many cases', () => {
  const passing = judged.filter(({ deviation }) => deviation === undefined);
  expect([passing.length, judged.length]).toEqual([911, 2_344]);
});

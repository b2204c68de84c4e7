import { join } from 'node:path';
import { readSuite } from './json-schema/find-suite';
import { judgeSchemaCase } from './json-schema/judge-schema-case';
import { readSchemaCases } from './json-schema/schema-cases';
import { compareWithSkipList, type JudgedCase, readSkipList } from './skip-list';

let judged: readonly JudgedCase[];

beforeAll(async () => {
  const onProgress = (line: string): void => void process.stderr.write(`${line}\n`);
  const cases = readSchemaCases(await readSuite({ env: process.env, onProgress }));
  judged = cases.map((one) => ({ name: one.name, deviation: judgeSchemaCase(one) }));
});

it('schemas do what the JSON-Schema-Test-Suite for 2020-12 says in every case, but for those that are listed', () => {
  expect(compareWithSkipList(judged, readSkipList(join(__dirname, 'json-schema/skipped.yaml')))).toEqual([]);
});

it('that is so many cases', () => {
  const passing = judged.filter(({ deviation }) => deviation === undefined);
  expect([passing.length, judged.length]).toEqual([1_752, 1_906]);
});

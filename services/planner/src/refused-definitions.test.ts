import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { codesOf, definitionOf } from './planner.fixture';

interface Refusal {
  readonly fact: string;
  readonly tasks?: string;
  readonly head?: string;
  readonly text?: string;
  readonly codes: readonly string[];
}

const sections = parse(readFileSync(join(__dirname, 'refused-definitions.yaml'), 'utf8')) as Record<
  string,
  readonly Refusal[]
>;
const oneTask = '- { id: t, type: basic, action: transform, with: 1 }';

function definitionFor({ text, tasks = oneTask, head = '' }: Refusal): string {
  return text ?? definitionOf(tasks, head);
}

describe.each(Object.entries(sections))('%s: refuses', (_section, refusals) => {
  it.each(refusals.map((refusal) => [refusal.fact, refusal] as const))('%s', (_fact, refusal) => {
    expect(codesOf(definitionFor(refusal))).toEqual(refusal.codes);
  });
});

const set = '{ id: a, type: basic, action: set, with: { n: 1 } }';
const vars = 'vars: { n: 0 }';

it('refuses set in a parallel collection, at any depth, and allows it in a sequential one', () => {
  const each = (extraFields: string, task: string) =>
    definitionOf(`- { id: c, type: collection, items: [1], ${extraFields} task: ${task} }`, vars);
  const group = `{ id: g, type: composite, tasks: [${set}] }`;
  expect(codesOf(each('', set))).toEqual(['SET_NOT_ALLOWED tasks[0].task.action']);
  expect(codesOf(each('', group))).toEqual(['SET_NOT_ALLOWED tasks[0].task.tasks[0].action']);
  expect(codesOf(each('mode: sequential,', group))).toEqual([]);
});

it('allows set in a parallel', () => {
  expect(codesOf(definitionOf(`- { id: p, type: parallel, tasks: [${set}] }`, vars))).toEqual([]);
});

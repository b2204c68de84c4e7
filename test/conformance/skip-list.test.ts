import { compareWithSkipList, type JudgedCase, numberNames, type SkipReason } from './skip-list';

const judged: readonly JudgedCase[] = [
  { name: 'a/one', deviation: undefined },
  { name: 'a/two', deviation: 'gives 2' },
  { name: 'b/one', deviation: 'fails' },
  { name: 'b/two', deviation: 'gives 3' },
];
const numbers: SkipReason = { reason: 'numbers', outcome: '^gives', count: 2, cases: { a: ['two'], b: ['two'] } };
const failures: SkipReason = { reason: 'failures', outcome: '^fails', count: 1, cases: { b: 'all' } };

it('says nothing where every deviation is listed by its name, or with the rest of its group', () => {
  expect(compareWithSkipList(judged, [numbers, failures])).toEqual([]);
});

it.each<[string, readonly SkipReason[], readonly string[]]>([
  ['a deviation that is not listed', [numbers], ['b/one: fails']],
  [
    'a case that passes',
    [{ ...numbers, count: 3, cases: { a: ['one', 'two'], b: ['two'] } }, failures],
    ['a/one: passes, but is listed: numbers'],
  ],
  [
    'a case that deviates otherwise',
    [{ ...numbers, outcome: '^gives 2' }, failures],
    ['b/two: gives 3, but is listed: numbers'],
  ],
  [
    'a name that no case has',
    [{ ...numbers, count: 3, cases: { a: ['two', 'three'], b: ['two'] } }, failures],
    ['a/three: there is no such case'],
  ],
  [
    'a group that has no cases',
    [numbers, { ...failures, cases: { b: 'all', c: 'all' } }],
    ['c: there is no such group of cases'],
  ],
  [
    'a case with two reasons',
    [numbers, { ...failures, cases: { b: ['one', 'two'] } }],
    expect.arrayContaining(['b/two: is listed twice']),
  ],
  ['a wrong count', [{ ...numbers, count: 3 }, failures], ['2 cases, not 3: numbers']],
])('tells %s', (_, reasons, problems) => {
  expect(compareWithSkipList(judged, reasons)).toEqual(problems);
});

it('numbers the cases that share a name', () => {
  expect(numberNames([{ name: 'a' }, { name: 'b' }, { name: 'a' }]).map(({ name }) => name)).toEqual([
    'a',
    'b',
    'a #2',
  ]);
});

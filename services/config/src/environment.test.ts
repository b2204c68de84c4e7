import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeUnknownVariables } from './environment';

const secrets = { env: 'OCTAVO_SECRET_' };

it('names unknown variables, each with the nearest one', () => {
  const env = { OCTAVO_LOG_LVL: 'debug', OCTAVO_COLOUR_OF_THE_SEA: 'blue', OCTAVO_LOG_LEVEL: 'debug', PATH: '/bin' };
  expect(describeUnknownVariables(env, { secrets })).toEqual([
    'Octavo has no variable OCTAVO_COLOUR_OF_THE_SEA, so it has no effect.',
    'Octavo has no variable OCTAVO_LOG_LVL, so it has no effect; nearest is OCTAVO_LOG_LEVEL.',
  ]);
});

it.each([
  ['the prefix', 'OCTAVO_SECRET_', { OCTAVO_SECRET_TOKEN: 'a', OCTAVO_TOKEN: '' }],
  ['another prefix', 'OCTAVO_MY_', { OCTAVO_MY_TOKEN: 'a' }],
  ['a list', ['OCTAVO_TOKEN'], { OCTAVO_TOKEN: 'a' }],
])('accepts variables of secrets given by %s', (_kind, env, set) => {
  expect(describeUnknownVariables(set, { secrets: { env } })).toEqual([]);
});

it('reports variables of secrets if the configuration does not read them', () => {
  expect(describeUnknownVariables({ OCTAVO_SECRET_TOKEN: 'a' }, { secrets: { env: false } })).toHaveLength(1);
});

it('knows every variable that the sources read', () => {
  const root = join(__dirname, '../../..');
  const files = ['activities', 'services'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.(test|fixture|bench))\.ts$/.test(name) && !name.includes('node_modules'))
      .map((name) => join(root, folder, name)),
  );
  const read = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/env(?:\?\.)?\['(OCTAVO_\w+)'\]/g)].map(([, name = '']) => name),
  );
  expect(new Set(read).size).toBeGreaterThan(3);
  const env = Object.fromEntries(read.map((name) => [name, 'set']));
  expect(describeUnknownVariables(env, { secrets })).toEqual([]);
});

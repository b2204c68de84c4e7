import { join } from 'node:path';
import type { PlanProblem } from '@octavo/activities';
import type { Plan } from '@octavo/orchestrators';
import { compareVersions, listDefinitionIds, loadDefinitions } from './load-definitions';
import { folderWith } from './temporary-folder.fixture';

const wrong: PlanProblem = { code: 'UNKNOWN_FIELD', severity: 'error', path: 'x', message: 'unknown field' };

/** Accepts only texts of the form `id version`. */
const planner = {
  plan: (source: unknown) => {
    const [id = '', version] = String(source).trim().split(' ');
    if (version === undefined) return { plan: undefined, problems: [wrong] };
    return { plan: { octavo: 1, id, version, tasks: [], defaults: {}, hash: '' } satisfies Plan, problems: [] };
  },
};

describe('loadDefinitions', () => {
  it('finds a version, or the highest one', async () => {
    const folder = folderWith({
      'a.yaml': 'order 1.9.0',
      'deep/b.yml': 'order 1.10.0',
      'c.json': 'ship 1.0.0',
      'notes.md': 'x',
    });
    const { definitions, problems } = await loadDefinitions(folder, planner);
    expect(problems).toEqual([]);
    expect(definitions.ids()).toEqual(['order', 'ship']);
    expect(definitions.find('order')?.version).toBe('1.10.0');
    expect(definitions.find('order', '1.9.0')?.version).toBe('1.9.0');
    expect([definitions.find('order', '2.0.0'), definitions.find('toString')]).toEqual([undefined, undefined]);
  });

  it('reports every problem of every file, and duplicate definitions', async () => {
    const folder = folderWith({ 'a.yaml': 'order 1.0.0', 'b.yaml': 'order 1.0.0', 'c.yaml': 'bad', 'd.yaml': 'bad' });
    const { problems } = await loadDefinitions(folder, planner);
    expect(problems).toEqual([
      { file: 'c.yaml', ...wrong },
      { file: 'd.yaml', ...wrong },
      expect.objectContaining({
        file: 'b.yaml',
        code: 'DUPLICATE_DEFINITION',
        message: 'definition order 1.0.0 is also in a.yaml',
      }),
    ]);
  });

  it('reports a folder that cannot be read', async () => {
    const missing = join(folderWith({}), 'missing');
    const { problems } = await loadDefinitions(missing, planner);
    expect(problems).toMatchObject([{ file: missing, code: 'DEFINITIONS_UNREADABLE' }]);
  });
});

describe('compareVersions', () => {
  it('orders versions by semver.org', () => {
    const inOrder = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.2.0',
      '1.10.0',
    ];
    expect(inOrder.toReversed().sort(compareVersions)).toEqual(inOrder);
    expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
  });
});

describe('listDefinitionIds', () => {
  const idOf = (text: string): string | undefined => text.trim().split(' ')[0];

  it('returns every id once, also those of definitions with mistakes', async () => {
    const folder = folderWith({ 'a.yaml': 'order 1.0.0', 'deep/b.yml': 'order 2.0.0', 'c.json': 'bad', 'd.md': 'x' });
    expect(await listDefinitionIds(folder, idOf)).toEqual(['order', 'bad']);
    expect(await listDefinitionIds(folder, () => undefined)).toEqual([]);
  });

  it('returns undefined for a folder that cannot be read', async () => {
    expect(await listDefinitionIds('/no/such/folder', idOf)).toBeUndefined();
  });
});

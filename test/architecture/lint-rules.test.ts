import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlantedTree, plantTree } from './planted-tree';
import { ROOT } from './source-files';

const PLANTED: Readonly<Record<string, readonly [rule: string, text: string]>> = {
  'workflows/value.ts': ['no-restricted-imports', "import { act } from '@octavo/activities';\nexport const a = act;\n"],
  'services/worker/src/workflows.ts': [
    'no-restricted-imports',
    "export { createActivities } from '@octavo/activities';\n",
  ],
  'workflows/store.ts': ['no-restricted-imports', "import { Store } from '@octavo/state';\nexport const a = Store;\n"],
  'workflows/schema.ts': ['no-restricted-imports', "import { z } from 'zod';\nexport const a = z;\n"],
  'orchestrators/wait/clock.ts': ['no-restricted-properties', 'export const now = (): number => Date.now();\n'],
  'orchestrators/wait/chance.ts': ['no-restricted-properties', 'export const x = (): number => Math.random();\n'],
  'orchestrators/wait/timer.ts': ['no-restricted-globals', 'export const stop = (): unknown => setTimeout(stop, 1);\n'],
  'activities/any.ts': ['no-explicit-any', 'export const a = (x: any): unknown => x;\n'],
  'activities/floating.ts': ['no-floating-promises', 'export const go = (): void => { Promise.resolve(1); };\n'],
  'activities/default.ts': ['no-default-export', 'export default 1;\n'],
};

const ALLOWED = {
  'workflows/plan.ts': "import { plan } from '@octavo/orchestrators';\nexport const p = plan;\n",
  'workflows/type.ts': "import type { Act } from '@octavo/activities';\nexport type A = Act;\n",
};

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

function lint(root: string): string[] {
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(root, '.oxlintrc.json'));
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  // Otherwise oxlint looks for it in the planted tree and on PATH, which has it only under `npx` and `npm run`.
  const env = { ...process.env, OXLINT_TSGOLINT_PATH: join(ROOT, 'node_modules/.bin/tsgolint') };
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '-f', 'json'], { cwd: root, env, encoding: 'utf8' });
  if (!stdout.startsWith('{')) throw new Error(`oxlint gave no JSON but: ${stdout}${stderr}`);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
  return diagnostics.map(({ code, filename }) => `${filename}: ${code.replace(/^.*\((.*)\)$/, '$1')}`);
}

describe('the lint rules', () => {
  let tree: PlantedTree | undefined;
  afterEach(() => tree?.remove());

  it('find what is planted, and let types through', () => {
    const texts = Object.fromEntries(Object.entries(PLANTED).map(([path, [, text]]) => [path, text]));
    const tsconfig = JSON.stringify({ compilerOptions: { strict: true, module: 'preserve' } });
    tree = plantTree({ ...texts, ...ALLOWED, 'tsconfig.json': tsconfig });
    const found = lint(tree.root);
    expect(found).toEqual(expect.arrayContaining(Object.entries(PLANTED).map(([path, [rule]]) => `${path}: ${rule}`)));
    expect(
      found.filter(
        (line) => line.startsWith('workflows/type.ts') || line.startsWith('workflows/plan.ts: no-restricted'),
      ),
    ).toEqual([]);
  });
});

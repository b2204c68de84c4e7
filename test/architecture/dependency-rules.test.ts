import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type PlantedTree, plantTree } from './planted-tree';
import { ROOT } from './source-files';

const manifest = (name: string, entry: string): string =>
  JSON.stringify({ name: `@octavo/${name}`, type: 'commonjs', exports: { '.': entry } });

/** A tree that keeps every rule. */
const CLEAN: Readonly<Record<string, string>> = {
  'orchestrators/package.json': manifest('orchestrators', './index.ts'),
  'orchestrators/index.ts': "export * from './basic/orchestrator';\nexport * from './wait/orchestrator';\n",
  'orchestrators/model/plan.ts': 'export interface Plan { id: string }\n',
  'orchestrators/basic/orchestrator.ts':
    "import type { Plan } from '../model/plan';\nexport const basic = (plan: Plan) => plan;\n",
  'orchestrators/wait/orchestrator.ts': 'export const wait = 1;\n',
  'workflows/index.ts': "import { wait } from '@octavo/orchestrators';\nexport const run = () => wait;\n",
  'activities/index.ts': 'export const act = 1;\n',
  'services/state/package.json': manifest('state', './src/index.ts'),
  'services/state/src/index.ts': "export { RedisStore } from './redis/store';\n",
  'services/state/src/redis/store.ts': "import Redis from 'ioredis';\nexport const RedisStore = Redis;\n",
  'services/migration/legacy/index.ts': 'export const old = 1;\n',
  'services/migration/index.ts': "import { old } from './legacy/index';\nexport const adapter = old;\n",
  'services/client/src/index.ts': "import { RedisStore } from '@octavo/state';\nexport const client = RedisStore;\n",
  'services/client/src/rollout.ts': "export { adapter } from '../../migration/index';\n",
};

/** One violation of each rule: the rule, where it is planted, and what is written there. */
const VIOLATIONS: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['no-cycles', 'orchestrators/engine/a.ts', "import type { B } from './b';\nexport type A = B;\n"],
  ['nothing-unresolved', 'services/worker/src/index.ts', "import { x } from '@octavo/nowhere';\nexport const y = x;\n"],
  ['nothing-unresolved', 'services/worker/src/own.ts', "import { x } from './missing';\nexport const y = x;\n"],
  ['task-types-are-islands', 'orchestrators/router/parts.ts', "export { wait } from '../wait/orchestrator';\n"],
  ['engine-knows-no-task-type', 'orchestrators/engine/order.ts', "export { wait } from '../wait/orchestrator';\n"],
  ['engine-knows-no-task-type', 'orchestrators/wire/order.ts', "export { wait } from '../wait/orchestrator';\n"],
  [
    'orchestrators-reach-no-io',
    'orchestrators/signal/io.ts',
    "import { readFileSync } from 'node:fs';\nexport const r = readFileSync;\n",
  ],
  ['orchestrators-know-nobody-above', 'orchestrators/signal/sdk.ts', "export { sleep } from '@temporalio/workflow';\n"],
  ['orchestrators-know-nobody-above', 'orchestrators/signal/up.ts', "export { act } from '../../activities/index';\n"],
  ['workflows-use-no-node', 'workflows/io.ts', "import { hostname } from 'os';\nexport const h = hostname;\n"],
  [
    'workflows-use-no-node',
    'services/migration/legacy/workflow/io.ts',
    "import { hostname } from 'os';\nexport const h = hostname;\n",
  ],
  [
    'workflows-use-no-node',
    'services/migration/contracts/io.ts',
    "import { hostname } from 'os';\nexport const h = hostname;\n",
  ],
  [
    'workflows-use-no-node',
    'services/worker/src/workflows.ts',
    "import { hostname } from 'os';\nexport const h = hostname;\n",
  ],
  ['old-engine-is-an-island', 'services/worker/src/old.ts', "export { old } from '../../migration/legacy/index';\n"],
  ['old-engine-knows-no-new-engine', 'services/migration/legacy/adapter.ts', "export { adapter } from '../index';\n"],
  ['redis-in-one-folder', 'services/worker/src/redis.ts', "import Redis from 'ioredis';\nexport const r = Redis;\n"],
  [
    'services-meet-at-entry-points',
    'services/client/src/deep.ts',
    "export { RedisStore } from '../../state/src/redis/store';\n",
  ],
  ['services-meet-at-entry-points', 'services/client/src/inner.ts', "export { x } from '../../migration/flags/x';\n"],
  [
    'packages-meet-at-entry-points',
    'workflows/deep.ts',
    "export { wait } from '../orchestrators/wait/orchestrator';\n",
  ],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

function cruise(root: string): readonly Violation[] {
  const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cli, '--config', join(ROOT, '.dependency-cruiser.js'), '--output-type', 'json'];
  const folders = ['orchestrators', 'workflows', 'activities', 'services'];
  const output = runIgnoringExitCode([...args, ...folders], root);
  return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
}

/** The tool's exit code is the number of violations. */
function runIgnoringExitCode(args: readonly string[], cwd: string): string {
  try {
    return execFileSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('the dependency rules', () => {
  let tree: PlantedTree | undefined;
  afterEach(() => tree?.remove());

  it('pass a tree that keeps them', () => {
    tree = plantTree(CLEAN);
    expect(cruise(tree.root)).toEqual([]);
  });

  it('find every planted violation where it is', () => {
    const planted = Object.fromEntries(VIOLATIONS.map(([, path, text]) => [path, text]));
    tree = plantTree({
      ...CLEAN,
      'services/migration/flags/x.ts': 'export const x = 1;\n',
      'orchestrators/engine/b.ts': "import type { A } from './a';\nexport type B = A;\n",
      ...planted,
    });
    const found = cruise(tree.root).map(({ rule, from }) => `${rule.name} at ${from}`);
    expect(found).toEqual(expect.arrayContaining(VIOLATIONS.map(([rule, path]) => `${rule} at ${path}`)));
  });

  it('are each planted at least once', () => {
    // eslint-disable-next-line typescript/no-require-imports
    const { forbidden } = require('../../.dependency-cruiser.js') as { forbidden: readonly { name: string }[] };
    expect(new Set(VIOLATIONS.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
  });
});

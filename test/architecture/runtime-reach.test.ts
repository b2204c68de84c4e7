import { readFileSync } from 'node:fs';
import { findRuntimeReach, listValueImports, type Reach } from './runtime-reach';
import { ROOT } from './source-files';

const SCHEMA_FILE = /(^|\/)(definition|definitions|declarations)(\.ts$|\/)/;
const isForbiddenModule = (name: string): boolean => /^(zod|ioredis|undici|node:|@octavo\/)/.test(name);

function expectPure({ files, modules }: Reach): void {
  expect([...files].filter((path) => SCHEMA_FILE.test(path))).toEqual([]);
  expect([...modules].filter(([name]) => isForbiddenModule(name))).toEqual([]);
}

describe('what is left of imports after compilation', () => {
  it('is every import of a value', () => {
    const text =
      "import { a } from 'a';\nexport * from 'b';\nexport { c } from 'c';\nconst d = require('d');\nvoid import('e');\nimport 'f';";
    expect(listValueImports(text).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('is no import of a type', () => {
    expect(
      listValueImports("import type { a } from 'a';\nexport type { b } from 'b';\ntype C = import('c').C;"),
    ).toEqual([]);
  });
});

describe('at run time', () => {
  it('an orchestrator reaches no schema and nothing outside', () =>
    expectPure(findRuntimeReach(ROOT, 'orchestrators/index.ts')));

  it('what workflow code uses of the migration reaches nothing outside', () => {
    const { modules } = findRuntimeReach(ROOT, 'services/migration/evidence/index.ts');
    expect([...modules.keys()]).toEqual([]);
    expect([...findRuntimeReach(ROOT, 'services/migration/contracts/index.ts').files]).toHaveLength(1);
  });

  it('the workflow reaches no schema, no activity and nothing outside', () => {
    const reach = findRuntimeReach(ROOT, 'workflows/index.ts');
    expectPure(reach);
    expect([...reach.files].filter((path) => path.startsWith('activities/'))).toEqual([]);
    expect(reach.files.size).toBeGreaterThan(50);
  });

  it('what workflow code of users imports reaches no schema, no activity and nothing outside', () => {
    const reach = findRuntimeReach(ROOT, 'services/worker/src/workflows.ts');
    expectPure(reach);
    const { files } = findRuntimeReach(ROOT, 'workflows/index.ts');
    expect([...reach.files].filter((path) => !files.has(path))).toEqual(['services/worker/src/workflows.ts']);
  });

  it('the planner, by its own entry, does reach the schemas', () => {
    const { modules } = findRuntimeReach(ROOT, 'orchestrators/definitions.ts');
    expect([...modules.keys()]).toContain('zod');
  });

  it('the workflow bundle holds no zod', () => {
    const bundle = readFileSync(process.env['OCTAVO_TEST_BUNDLE'] ?? '', 'utf8');
    expect(bundle).toContain('octavoRun');
    expect(bundle).not.toMatch(/node_modules\/(zod|ioredis|undici)\//);
  });
});

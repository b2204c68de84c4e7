import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TaskTypeDefinition } from '@octavo/orchestrators/definitions';
import type { OrchestratorFactory } from '@octavo/orchestrators';
import { simulate } from '@octavo/orchestrators/simulator';
import { createPlanner } from '@octavo/planner';
import { checkout, runOctavo } from '../entry-points/entry-point';
import { ROOT, snippetsIn, snippetsOf } from './snippets';

// Inside of the checkout, so that what they import is found.
const folder = mkdtempSync(join(ROOT, 'test/docs/.snippets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** What uses names that it does not declare. */
const FRAGMENTS = ['activities/README.md'];

it('every snippet in TypeScript compiles', () => {
  const snippets = snippetsIn('ts').filter(({ document }) => !FRAGMENTS.includes(document));
  expect(snippets.length).toBeGreaterThan(3);
  // What a snippet imports from beside it is another one.
  snippets.forEach(({ text }, index) => write(`${nameOf(text) ?? `snippet-${index}`}.ts`, asModule(text)));
  write(
    'tsconfig.json',
    JSON.stringify({
      extends: '../../../tsconfig.base.json',
      compilerOptions: { types: ['node'], noUnusedLocals: false },
      include: ['*.ts'],
    }),
  );
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder],
    { encoding: 'utf8' },
  );
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
}, 180_000);

it('the definition of definition-language.md runs as a file', async () => {
  const [snippet] = snippetsOf('docs/definition-language.md').filter(({ language }) => language === 'ts');
  write('total.ts', snippet?.text ?? '');
  const input = JSON.stringify({
    lines: [
      { price: 2, count: 3 },
      { price: 1, count: 4 },
    ],
  });
  const { code, stdout, stderr } = await runOctavo(checkout, ['run', join(folder, 'total.ts'), '--input', input], {});
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/SUCCESS\n10\n$/);
});

it('the task type of how-to-add-a-task-type.md counts down', async () => {
  for (const { language, text } of snippetsOf('docs/how-to-add-a-task-type.md')) {
    if (language === 'ts') write(`${nameOf(text) ?? 'registration'}.ts`, text);
  }
  const { factory, taskTypes } = require(join(folder, 'registration.ts')) as {
    factory: OrchestratorFactory;
    taskTypes: readonly TaskTypeDefinition[];
  };
  const planned = createPlanner({ taskTypes }).plan({
    octavo: 1,
    id: 'launch',
    tasks: [{ id: 'count', type: 'countdown', from: 3 }],
  });
  expect(planned.problems).toEqual([]);
  const { outcome, atMs } = await simulate({ plan: planned.plan as never, factory });
  expect({ outcome, atMs }).toEqual({ outcome: { status: 'SUCCESS', output: 3 }, atMs: 3_000 });
  const refused = createPlanner({ taskTypes }).plan({
    octavo: 1,
    id: 'launch',
    tasks: [{ id: 'count', type: 'countdown', from: 0, evry: '1s' }],
  });
  expect(refused.problems.map(({ path }) => path)).toEqual(expect.arrayContaining(['tasks[0].from', 'tasks[0].evry']));
});

/** `// orchestrators/countdown/definition.ts` in the first line; a registration is named by what it is. */
function nameOf(text: string): string | undefined {
  if (text.startsWith('// a registration')) return 'registration';
  return /^\/\/ \S*\/([\w-]+)\.ts\n/.exec(text)?.[1];
}

// A module may await at its top where it is one of ES; here they are all CommonJS.
function asModule(text: string): string {
  if (!/^(const .*)?await /m.test(text)) return text;
  const imports = text.match(/^import .*$/gm)?.join('\n') ?? '';
  return `${imports}\nexport async function snippet(): Promise<void> {\n${text.replaceAll(/^import .*$/gm, '')}}\n`;
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtInOrchestrators, type TaskOrchestrator } from '@octavo/orchestrators';
import { builtInTaskTypes, type TaskTypeDefinition } from '@octavo/orchestrators/definitions';
import { simulate } from '@octavo/orchestrators/simulator';
import { createPlanner } from '@octavo/planner';
import { starterFiles } from '../../services/cli/src/commands/init/starter-files';
import { checkout, runOctavo } from '../entry-points/entry-point';
import { pathOf, ROOT, snippetsIn, snippetsOf } from './snippets';

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
  // What a snippet imports from beside it is another one, or a file of a new project.
  write('actions/greet.ts', starterFiles['actions/greet.ts'] ?? '');
  snippets.forEach((snippet, index) => write(pathOf(snippet) ?? `snippet-${index}.ts`, asModule(snippet.text)));
  write(
    'tsconfig.json',
    JSON.stringify({
      extends: '../../../tsconfig.base.json',
      compilerOptions: { types: ['node'], noUnusedLocals: false },
      include: ['**/*.ts'],
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
  for (const snippet of snippetsOf('docs/how-to-add-a-task-type.md')) {
    const path = pathOf(snippet);
    if (path !== undefined) write(path, snippet.text);
  }
  const { countdownDefinition } = require(join(folder, 'countdown/definition.ts')) as Definition;
  const { CountdownOrchestrator } = require(join(folder, 'countdown/orchestrator.ts')) as Orchestrator;
  const factory = builtInOrchestrators().register('countdown', () => new CountdownOrchestrator());
  const planner = createPlanner({ taskTypes: [...builtInTaskTypes, countdownDefinition] });
  const planned = planner.plan({ octavo: 1, id: 'launch', tasks: [{ id: 'count', type: 'countdown', from: 3 }] });
  expect(planned.problems).toEqual([]);
  const { outcome, atMs } = await simulate({ plan: planned.plan as never, factory });
  expect({ outcome, atMs }).toEqual({ outcome: { status: 'SUCCESS', output: 3 }, atMs: 3_000 });
  const misspelt = { id: 'count', type: 'countdown', from: 0, evry: '1s' };
  const refused = planner.plan({ octavo: 1, id: 'launch', tasks: [misspelt] });
  expect(refused.problems.map(({ path }) => path)).toEqual(expect.arrayContaining(['tasks[0].from', 'tasks[0].evry']));
});

interface Definition {
  readonly countdownDefinition: TaskTypeDefinition;
}

interface Orchestrator {
  readonly CountdownOrchestrator: new () => TaskOrchestrator;
}

// A module may await at its top where it is one of ES; here they are all CommonJS.
function asModule(text: string): string {
  if (!/^(const .*)?await /m.test(text)) return text;
  const imports = text.match(/^import .*$/gm)?.join('\n') ?? '';
  return `${imports}\nexport async function snippet(): Promise<void> {\n${text.replaceAll(/^import .*$/gm, '')}}\n`;
}

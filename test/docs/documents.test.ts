import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { commandSpecs } from '../../services/cli/src/commands/specs';
import { createProgram } from '../../services/cli/src/run-cli';
import { documents, ROOT, snippetsIn } from './snippets';
import { splitShellWords } from './shell-words';

const scripts = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts;
const { projects } = require(join(ROOT, 'jest.config.js')) as { projects: readonly { displayName: string }[] };
const commands = snippetsIn('sh').flatMap(({ document, text }) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => [document, line] as const),
);

const startsWith = (...programs: readonly string[]) =>
  commands.filter(([, line]) => programs.includes(splitShellWords(line)[0] ?? ''));

it.each(startsWith('npm'))('%s: %s is a script that there is', (_document, line) => {
  const [, command = '', script] = splitShellWords(line);
  expect(Object.keys(scripts)).toContain(command === 'run' ? script : command);
});

const isJest = ([, line]: readonly [string, string]): boolean => line.startsWith('npx jest ');

it.each(startsWith('npx').filter(isJest))('%s: %s has tests to run', (_document, line) => {
  const options = { selectProjects: { type: 'string' }, testNamePattern: { type: 'string', short: 't' } } as const;
  const args = splitShellWords(line).slice(2);
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const { selectProjects = 'unit', testNamePattern = '' } = values;
  expect(projects.map(({ displayName }) => displayName)).toContain(selectProjects);
  const [folder = '', ...others] = positionals;
  expect(others).toEqual([]);
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => name.endsWith('.test.ts'))).not.toEqual([]);
  // A name of a test stands in its file, or in the cases that the file reads.
  const texts = files
    .filter((name) => /\.(ts|yaml)$/.test(name))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
  expect(texts.filter((text) => text.includes(testNamePattern))).not.toEqual([]);
});

it.each(startsWith('npx', 'octavo').filter((command) => !isJest(command)))(
  '%s: %s is a command that there is',
  async (_document, line) => {
    const [program, ...args] = splitShellWords(line);
    await expectKnown(program === 'npx' ? args.slice(1) : args);
  },
);

it('the documents name no other program but `cd`', () => {
  const known = new Set(startsWith('npm', 'npx', 'octavo'));
  expect(commands.filter((command) => !known.has(command) && !command[1].startsWith('cd '))).toEqual([]);
});

const examples = commandSpecs
  .flatMap((spec) => ('commands' in spec ? [spec, ...spec.commands] : [spec]))
  .flatMap((spec) => spec.examples);

it.each(examples)('--help: %s is a command that there is', async (line) => {
  const [command = ''] = line.replace(/^.*\| /, '').split(' > ');
  await expectKnown(splitShellWords(command).slice(1));
});

/** Parses a command line of `octavo` without running it: unknown commands, options and arguments are refused. */
async function expectKnown(args: readonly string[]): Promise<void> {
  const io = { stdin: noInput(), stdout: sink, stderr: sink, env: {}, cwd: ROOT, onInterrupt: () => () => undefined };
  const octavo = createProgram(io, () => undefined);
  let ran = '';
  for (const command of octavo.commands.flatMap(withoutGroups)) command.action(() => void (ran = command.name()));
  await octavo.parseAsync(args, { from: 'user' });
  expect(args).toContain(ran);
  const named = args.filter((argument) => argument.startsWith('examples/'));
  for (const path of named) expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
}

type Command = ReturnType<typeof createProgram>;

/** The commands that do something: those of a group (`octavo rollout status`) in its place. */
function withoutGroups(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(withoutGroups);
}

const sink = { write: () => undefined };

async function* noInput(): AsyncGenerator<Uint8Array> {}

const links = documents
  .flatMap((document) =>
    [...readFileSync(join(ROOT, document), 'utf8').matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
      ([, link = '']) => [document, link] as const,
    ),
  )
  .filter(
    ([document, link], index, all) => all.findIndex((other) => other[0] === document && other[1] === link) === index,
  );

it.each(links)('%s: the link %s leads somewhere', (document, link) => {
  const [path = '', fragment] = link.split('#');
  const target = path === '' ? join(ROOT, document) : join(ROOT, dirname(document), path);
  expect(existsSync(target)).toBe(true);
  if (fragment !== undefined) expect(headingsOf(readFileSync(target, 'utf8'))).toContain(fragment);
});

// The first column of a README's table of parts names files and folders, without `.ts`; `*` stands for any text.
const parts = documents
  .filter((document) => /^(orchestrators|workflows|activities|services)\b.*README\.md$/.test(document))
  .flatMap((document) =>
    [...readFileSync(join(ROOT, document), 'utf8').matchAll(/^\| (?:file|part) [^]*?\n\n/gm)].flatMap(([table]) =>
      [...table.matchAll(/^\| (`[^|]*)/gm)].flatMap(([, cell = '']) =>
        [...cell.matchAll(/`([\w*/-]+)`/g)].map(([, part = '']) => [document, part] as const),
      ),
    ),
  );

it.each(parts)('%s: the part %s exists', (document, part) => {
  const folder = join(ROOT, dirname(document), dirname(part));
  const pattern = new RegExp(`^${basename(part).replace('*', '.*')}(\\.ts)?$`);
  expect(readdirSync(folder).filter((name) => pattern.test(name))).not.toEqual([]);
});

// As GitHub makes them.
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

it('the glossary is in the order of its words, each once', () => {
  const words = [
    ...readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8').matchAll(/^\| ([^|]+?) \| [^|]+ \| [^|]*\|$/gm),
  ]
    .map(([, word = '']) => word)
    .slice(2);
  expect(words.length).toBeGreaterThan(30);
  expect(words).toEqual([...new Set(words)].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase())));
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporalErrorCatalogue } from '@octavo/activities/temporal-errors';
import { cliErrorCatalogue } from '@octavo/cli';
import { rolloutErrorCatalogue } from '@octavo/migration';
import { errorCatalogue } from '@octavo/orchestrators';
import { problemCatalogue } from '@octavo/planner';

const ROOT = join(__dirname, '../..');

/** Tables of docs/errors.md in their order, each as code to meaning. */
const [ofRuns = {}, ofDefinitions = {}, ofFolders = {}, ofCommands = {}, ofRollouts = {}, ofServers = {}] = tablesOf(
  readFileSync(join(ROOT, 'docs/errors.md'), 'utf8'),
);

it.each([
  ['the engine', ofRuns, errorCatalogue],
  ['the planner', ofDefinitions, problemCatalogue],
  ['the command line', ofCommands, cliErrorCatalogue],
  ['a rollout', ofRollouts, rolloutErrorCatalogue],
  ['the Temporal server', ofServers, temporalErrorCatalogue],
])('docs/errors.md has the codes of %s with their meanings, and no others', (_whose, documented, catalogue) => {
  expect(documented).toEqual(catalogue);
});

it('every code that is written anywhere in the sources is documented', () => {
  const documented = { ...ofRuns, ...ofDefinitions, ...ofFolders, ...ofCommands, ...ofRollouts, ...ofServers };
  const undocumented = sourceFiles().flatMap((file) =>
    codesIn(readFileSync(join(ROOT, file), 'utf8'))
      .filter((code) => !Object.hasOwn(documented, code))
      .map((code) => `${file}: ${code}`),
  );
  expect(undocumented).toEqual([]);
});

it('says what to do for each of them', () => {
  const rows = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8').match(/^\| `[A-Z_]+` .*$/gm) ?? [];
  expect(rows.length).toBeGreaterThan(70);
  for (const row of rows) expect(row).toMatch(/^\| `[A-Z_]+` \| .+\. \| .+ \|$/);
});

function tablesOf(text: string): Record<string, string>[] {
  return text
    .split('| code | meaning | what to do |')
    .slice(1)
    .map((table) =>
      Object.fromEntries(
        [...table.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| [^|]* \|$/gm)].map(([, code, meaning]) => [code, meaning]),
      ),
    );
}

function codesIn(source: string): readonly string[] {
  const thrown = source.matchAll(
    /new (?:TaskFailure|ActionError|CliError|OctavoError|RolloutError)\(\s*'([A-Z][A-Z_]+)'/g,
  );
  const told = source.matchAll(/\bcode: '([A-Z][A-Z_]{3,})'/g);
  return [...thrown, ...told].map(([, code]) => code ?? '');
}

function sourceFiles(): readonly string[] {
  return ['orchestrators', 'workflows', 'activities', 'services'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/\.(test|fixture|d)\.ts$|node_modules|conformance/.test(name))
      .map((name) => join(folder, name)),
  );
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { starterFiles } from '../../services/cli/src/commands/init/starter-files';
import { ROOT, snippetsOf } from '../docs/snippets';

interface Schema {
  readonly type?: string;
  readonly properties?: object;
  readonly additionalProperties?: boolean;
}

const examples = readdirSync(join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml') && !name.endsWith('octavo.config.yaml'))
  .map((name) => [name, readFileSync(join(ROOT, 'examples', name), 'utf8')] as const);
const [first] = snippetsOf('README.md').filter(({ language }) => language === 'yaml');

it.each([
  ...examples,
  ['README.md', first?.text ?? ''] as const,
  ['the starter', starterFiles['definitions/hello.yaml'] ?? ''] as const,
])('%s refuses an input with a misspelt name', (_name, text) => {
  const { input } = parse(text) as { input?: Schema };
  expect(input?.properties === undefined || input.additionalProperties === false).toBe(true);
});

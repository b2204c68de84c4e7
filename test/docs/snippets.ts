import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the checkout. */
export const ROOT = join(__dirname, '../..');

/** The documents whose snippets these tests run; the others have tests of their own. */
export const documents: readonly string[] = [
  'README.md',
  'docs/architecture.md',
  'docs/errors.md',
  'docs/glossary.md',
  'docs/how-to-add-a-task-type.md',
  'docs/migration.md',
  'examples/README.md',
  'orchestrators/README.md',
  ...['basic', 'wait', 'signal', 'router', 'parallel', 'collection', 'composite', 'aggregate'].map(
    (type) => `orchestrators/${type}/README.md`,
  ),
  'workflows/README.md',
  'services/cli/README.md',
  'services/client/README.md',
  'services/migration/README.md',
  'services/worker/README.md',
];

/** A fenced block of a document. */
export interface Snippet {
  readonly document: string;
  /** yaml, sh, ts, text, mermaid; empty where nothing is said. */
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a document, in their order. */
export function snippetsOf(document: string): readonly Snippet[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', block = '']) => ({
    document,
    language,
    text: block,
  }));
}

/** Those of one language, of all documents. */
export function snippetsIn(language: string): readonly Snippet[] {
  return documents.flatMap(snippetsOf).filter((snippet) => snippet.language === language);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the checkout. */
export const ROOT = join(__dirname, '../..');

/** Where documents are; what is below `test` is text for a program. */
const FOLDERS = ['docs', 'examples', 'orchestrators', 'workflows', 'activities', 'services'];

/** All documents, by their path below the root. */
export const documents: readonly string[] = [
  ...readdirSync(ROOT),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  ),
].filter((path) => path.endsWith('.md') && !path.includes('node_modules/'));

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

/** Where a snippet says in its first line that it is: `// countdown/definition.ts`. */
export function pathOf({ text }: Snippet): string | undefined {
  return /^\/\/ (\S+\/[\w-]+\.ts)\n/.exec(text)?.[1];
}

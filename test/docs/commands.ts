import { documents, snippetsOf } from './snippets';

/** A line of shell in a document that names an entry point. */
export interface DocumentedCommand {
  readonly document: string;
  readonly line: string;
}

/** Lines that other tests run, by document and what they begin with. */
const ELSEWHERE: readonly (readonly [document: string, start: string, where: string])[] = [
  ['README.md', 'npm test', 'is what runs this'],
  ['README.md', 'npm run new-project', 'test/package/describe-new-project.ts'],
  ['README.md', 'npx octavo run definitions/hello.yaml', 'test/package/describe-new-project.ts'],
  ['README.md', 'npx octavo run approved-order.yaml', 'test/docs/readme.test.ts'],
  ['README.md', 'npx octavo signal order-2041', 'test/docs/readme.test.ts'],
  ['README.md', 'npx octavo dev', 'test/package/describe-new-project.ts'],
  ['docs/development.md', 'npx jest', 'test/docs/documents.test.ts, which runs nothing: they are the tests'],
  ['docs/migration.md', 'npx octavo', 'test/migration/guide.test.ts'],
  ['docs/performance.md', 'npm run bench -- all', 'nowhere: it takes a quarter of an hour'],
  ['docs/performance.md', 'npm run bench -- page', 'nowhere: it is for the result of the line before it'],
];

/** What runs in a few seconds; all others wait for `npm run test:all`. */
const SHORT = /amount": 2000/;

/** The commands of the documents that no other test runs. */
export function documentedCommands(length: 'short' | 'long'): readonly DocumentedCommand[] {
  return documents
    .flatMap(commandsOf)
    .filter((command) => !isElsewhere(command) && SHORT.test(command.line) === (length === 'short'));
}

/** Exceptions for lines that no document has any more. */
export function unusedExceptions(): readonly unknown[] {
  return ELSEWHERE.filter(([document, start]) => !commandsOf(document).some(({ line }) => line.startsWith(start)));
}

function commandsOf(document: string): readonly DocumentedCommand[] {
  return snippetsOf(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => /^(npx|npm) /.test(line))
    .map((line) => ({ document, line }));
}

function isElsewhere({ document, line }: DocumentedCommand): boolean {
  return ELSEWHERE.some(([where, start]) => document === where && line.startsWith(start));
}

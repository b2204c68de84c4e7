import { Composer, type CST, type Document, LineCounter, Parser } from 'yaml';
import { limits } from '../limits';
import { explainSyntax, type YamlSyntaxError } from './explain-syntax';
import { type Position, ReadingStopped } from './source-document';

/** One YAML document, or the errors of the text with their positions. */
export type ParsedYaml =
  | { readonly document: Document.Parsed; readonly lines: LineCounter }
  | { readonly mistakes: readonly YamlMistake[] };

export interface YamlMistake {
  readonly message: string;
  readonly position: Position;
  readonly hint?: string;
}

/** One mistake often causes many errors of the parser. */
const MAX_MISTAKES = 5;

/** Parses YAML, without checks of its values. Throws `ReadingStopped` if the text nests too deep. */
export function parseYaml(text: string): ParsedYaml {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  // The composer is recursive.
  checkDepth(tokens);
  // `readYaml` checks for duplicate keys, because the parser's own check takes quadratic time.
  const options = { version: '1.2', schema: 'core', uniqueKeys: false, merge: false, logLevel: 'silent' } as const;
  const [document, second] = new Composer(options).compose(tokens, true, text.length);
  const mistakes = [...mistakesOf(document), ...secondDocument(second)];
  if (document !== undefined && mistakes.length === 0) return { document, lines };
  return {
    mistakes: explainSyntax(text, mistakes)
      .slice(0, MAX_MISTAKES)
      .map(({ offset, ...mistake }) => ({ ...mistake, position: positionAt(offset, lines) })),
  };
}

function mistakesOf(document: Document.Parsed | undefined): readonly YamlSyntaxError[] {
  const errors = document?.errors.map(({ message, pos }) => ({ message, offset: pos[0] })) ?? [];
  const { yaml } = document?.directives ?? {};
  if (yaml?.explicit !== true || yaml.version === '1.2') return errors;
  return [...errors, { message: `YAML ${yaml.version} is asked for; definitions are YAML 1.2`, offset: 0 }];
}

function secondDocument(document: Document.Parsed | undefined): readonly YamlSyntaxError[] {
  return document === undefined
    ? []
    : [{ message: 'there is a second document in the text', offset: document.range[0] }];
}

function checkDepth(tokens: readonly CST.Token[]): void {
  const open: (readonly [token: CST.Token | null | undefined, depth: number])[] = tokens.map((token) => [token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, depth] = next;
    if (token === null || token === undefined) continue;
    if (depth > limits.valueDepth) throw tooDeep();
    if (token.type === 'document') open.push([token.value, depth]);
    if (!('items' in token)) continue;
    for (const item of token.items) open.push([item.key, depth + 1], [item.value, depth + 1]);
  }
}

function tooDeep(): ReadingStopped {
  return new ReadingStopped(
    'LIMIT_EXCEEDED',
    `limit "nesting": lists and maps lie deeper than ${limits.valueDepth} inside each other`,
  );
}

/** The position of an offset. */
export function positionAt(offset: number, lines: LineCounter): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

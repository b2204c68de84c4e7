/** A statement of a file of types, as the compiler writes them: one that begins in the first column, with its comment. */
export interface Statement {
  readonly text: string;
  /** The name that it declares; undefined for all others. */
  readonly declares: string | undefined;
  /** Names that may refer to declarations or imports of the file. */
  readonly mentions: ReadonlySet<string>;
  /** What it imports or exports by name; undefined for all others. */
  readonly link: Link | undefined;
  /** What it names by `import('…').Name`. */
  readonly inline: readonly (readonly [specifier: string, name: string])[];
}

/** `import type { a as b } from 'c';`, `export { a };`, `export * from 'c';` */
export interface Link {
  readonly start: string;
  readonly isExport: boolean;
  /** '*' for all. */
  readonly names: readonly LinkName[] | '*';
  /** Undefined for declarations and imports of the file itself. */
  readonly specifier: string | undefined;
}

export interface LinkName {
  readonly text: string;
  /** Its name on the left of `as`. */
  readonly source: string;
  /** Its name on the right of `as`. */
  readonly name: string;
}

/** A statement begins with its comments; a comment in a union is not followed by a keyword. */
const START =
  /^(?=(?:\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*)*(?:export|import|declare|type|interface|abstract|class|const|function)\b)/m;
const DECLARATION = /^(?:export )?(?:declare )?(?:abstract )?(?:type|interface|class|function|const|let) ([\w$]+)/m;
const LINK = /^((import|export)(?: type)?) (?:\{([^}]*)\}|\*)(?: from ['"]([^'"]+)['"])?;$/;
const INLINE = /\bimport\(['"]([^'"]+)['"]\)\.([\w$]+)/g;
const COMMENT = /\/\*[^]*?\*\//g;
const STRING = /'[^'\n]*'|"[^"\n]*"/g;
/** Names of properties, parameters and methods are not mentions: `name:`, `name?:`, `name(`. */
const MENTION = /[A-Za-z_$][\w$]*(?![\w$]|\??[:(])/g;

/** The statements of a file of types. */
export function statementsOf(text: string): readonly Statement[] {
  const statements: Statement[] = [];
  let comment = '';
  for (const piece of text.split(START)) {
    if (piece.startsWith('/**')) comment += piece;
    else if (piece !== '') statements.push(toStatement(comment, piece));
    if (!piece.startsWith('/**')) comment = '';
  }
  return statements;
}

function toStatement(comment: string, text: string): Statement {
  const code = text.replaceAll(COMMENT, '');
  const link = linkOf(code.trim());
  const declares = DECLARATION.exec(code)?.[1];
  if (declares === undefined && link === undefined && !code.startsWith('import '))
    throw new Error(`The build does not know how to copy these types:\n${text}`);
  const mentioned = link === undefined ? code.replaceAll(INLINE, '').replaceAll(STRING, '') : '';
  return {
    text: comment + text,
    declares,
    mentions: new Set(mentioned.match(MENTION) ?? []),
    link,
    inline: [...code.matchAll(INLINE)].map(([, specifier = '', name = '']) => [specifier, name] as const),
  };
}

function linkOf(code: string): Link | undefined {
  const [, start, keyword, names, specifier] = LINK.exec(code) ?? [];
  if (start === undefined) return undefined;
  return { start, isExport: keyword === 'export', names: names === undefined ? '*' : linkNames(names), specifier };
}

function linkNames(names: string): readonly LinkName[] {
  const texts = names.split(',').map((name) => name.trim());
  return texts.filter((text) => text !== '').map(linkName);
}

function linkName(text: string): LinkName {
  const [source = '', name = source] = text.replace(/^type /, '').split(' as ');
  return { text, source, name };
}

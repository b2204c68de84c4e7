import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Link, type LinkName, type Statement, statementsOf } from './type-statements';

/** Where the file is that a specifier names; undefined for files of other packages. */
export type FindFile = (from: string, specifier: string) => string | undefined;

/**
 * The part of a folder's types that its entries need. A file of an index exports many modules; without this, one name of it
 * would bring all of them, with the packages that they import.
 */
export class ReachableTypes {
  readonly #folder: string;
  readonly #find: FindFile;
  readonly #files = new Map<string, readonly Statement[]>();
  readonly #kept = new Map<string, Set<Statement | LinkName>>();
  readonly #packages = new Set<string>();

  constructor(folder: string, find: FindFile) {
    this.#folder = folder;
    this.#find = find;
  }

  /** The files of which anything is needed. */
  get files(): readonly string[] {
    return [...this.#kept.keys()];
  }

  /** The modules of other packages that the needed statements import. */
  get imports(): readonly string[] {
    return [...this.#packages];
  }

  /** Adds an entry, with all that it exports. */
  addEntry(path: string): void {
    for (const name of this.namesOf(path)) this.#add(path, name);
  }

  /** The names that a file exports. */
  namesOf(path: string): readonly string[] {
    return this.#read(path).flatMap((statement) => {
      const { text, declares, link } = statement;
      if (declares !== undefined) return /^export /m.test(text) ? [declares] : [];
      if (link?.isExport !== true) return [];
      if (link.names !== '*') return link.names.map(({ name }) => name);
      const file = this.#find(path, link.specifier ?? '');
      return file === undefined ? [] : this.namesOf(file);
    });
  }

  /** The needed statements of a file. */
  textOf(path: string): string {
    const kept = this.#keptIn(path);
    return this.#read(path)
      .flatMap((statement) => {
        const { link, text } = statement;
        if (link === undefined || link.names === '*') return kept.has(statement) ? [text] : [];
        const names = link.names.filter((name) => kept.has(name));
        // Without `export {}`, a file of types would export all that it declares.
        return names.length === 0 && link.names.length > 0 ? [] : [linkText(link, names)];
      })
      .join('');
  }

  /** Adds the declarations of a name, which a file declares, imports or exports. */
  #add(path: string, name: string, isExported = true): void {
    for (const statement of this.#read(path)) {
      const { declares, link } = statement;
      if (declares === name) this.#keep(path, statement);
      else if (link !== undefined && (link.isExport ? isExported : !isExported))
        this.#follow(path, statement, link, name);
    }
  }

  /** Follows `name` if a link gives it. */
  #follow(path: string, statement: Statement, { names, specifier }: Link, name: string): void {
    const file = specifier === undefined ? undefined : this.#find(path, specifier);
    if (names === '*') {
      if (file === undefined || !this.namesOf(file).includes(name)) return;
      this.#keptIn(path).add(statement);
      this.#add(file, name);
      return;
    }
    const found = names.find((candidate) => candidate.name === name);
    if (found === undefined || this.#keptIn(path).has(found)) return;
    this.#keptIn(path).add(found);
    if (specifier === undefined) this.#add(path, found.source, false);
    else if (file === undefined) this.#packages.add(specifier);
    else this.#add(file, found.source);
  }

  #keep(path: string, statement: Statement): void {
    const kept = this.#keptIn(path);
    if (kept.has(statement)) return;
    kept.add(statement);
    for (const name of statement.mentions) this.#add(path, name, false);
    for (const [specifier, name] of statement.inline) {
      const file = this.#find(path, specifier);
      if (file === undefined) this.#packages.add(specifier);
      else this.#add(file, name);
    }
  }

  #keptIn(path: string): Set<Statement | LinkName> {
    const kept = this.#kept.get(path) ?? new Set();
    this.#kept.set(path, kept);
    return kept;
  }

  #read(path: string): readonly Statement[] {
    const statements = this.#files.get(path) ?? statementsOf(readFileSync(join(this.#folder, `${path}.d.ts`), 'utf8'));
    this.#files.set(path, statements);
    return statements;
  }
}

function linkText({ start, specifier }: Link, names: readonly LinkName[]): string {
  const from = specifier === undefined ? '' : ` from '${specifier}'`;
  return `${start} { ${names.map(({ text }) => text).join(', ')} }${from};\n`;
}

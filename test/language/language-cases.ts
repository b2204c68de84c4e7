import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@octavo/orchestrators';
import { parse } from 'yaml';

/** One fact about the language: a definition, what is put in, and what comes out. */
export interface LanguageCase {
  readonly fact: string;
  readonly definition: { readonly id: string };
  readonly input?: Json;
  readonly expect: {
    readonly status: string;
    readonly output?: unknown;
    readonly error?: object;
    /** States that there are, by path; only what matters of each. */
    readonly tasks?: Readonly<Record<string, object>>;
    /** Paths that have no state. */
    readonly notTasks?: readonly string[];
  };
}

/** All facts, by the file that they stand in. */
export function readLanguageCases(): readonly (readonly [file: string, cases: readonly LanguageCase[]])[] {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.yaml'));
  return files.map((name) => [name, parse(readFileSync(join(__dirname, name), 'utf8')) as LanguageCase[]]);
}

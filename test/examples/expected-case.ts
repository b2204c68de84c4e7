import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One case of a `*.expected.json` beside a definition. */
export interface ExpectedCase {
  readonly case: string;
  /** Default `{}`. */
  readonly input?: unknown;
  /** Sent right after the start: signals that come before their wait count. */
  readonly signals?: readonly { readonly name: string; readonly sender?: string; readonly payload: unknown }[];
  /** Default 0. */
  readonly exitCode?: number;
  readonly status: string | null;
  readonly output?: unknown;
  /** Code. */
  readonly error?: string;
  /** Statuses of some of the tasks, by path. */
  readonly tasks?: Readonly<Record<string, string>>;
}

/** A definition with its cases. */
export interface ExpectedFile {
  readonly definition: string;
  readonly cases: readonly ExpectedCase[];
}

const SUFFIX = '.expected.json';

/** All cases below a folder. */
export function readExpectedFiles(folder: string): readonly ExpectedFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(SUFFIX))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      return {
        definition: `${path.slice(0, -SUFFIX.length)}.yaml`,
        cases: JSON.parse(readFileSync(path, 'utf8')) as ExpectedCase[],
      };
    });
}

/** The arguments that name the configuration of a definition, where it has one beside it. */
export function configArguments(definition: string): readonly string[] {
  const folder = dirname(definition);
  return readdirSync(folder).includes('octavo.config.yaml') ? ['--config', join(folder, 'octavo.config.yaml')] : [];
}

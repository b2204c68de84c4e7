import { type ConfigProblem, formatConfigPath } from './config-problem';

/** What set a value of the configuration. */
export type ConfigSource =
  | { readonly kind: 'default' }
  /** Temporal's own configuration file; `file` is absent where it is in its usual place. */
  | { readonly kind: 'temporal'; readonly file?: string; readonly profile: string }
  | { readonly kind: 'file'; readonly file: string; readonly line?: number; readonly column?: number }
  | { readonly kind: 'variable' | 'option'; readonly name: string };

/** `/srv/octavo.config.yaml:3:5`, `REDIS_URL`, `--address`, `default` */
export function formatConfigSource(source: ConfigSource): string {
  switch (source.kind) {
    case 'default':
      return 'default';
    case 'temporal':
      return `${source.file ?? "Temporal's configuration file"}, profile ${source.profile}`;
    case 'file':
      return source.line === undefined ? source.file : `${source.file}:${source.line}:${source.column ?? 1}`;
    case 'variable':
    case 'option':
      return source.name;
  }
}

/** A mistake in what a source says; one of a variable or an option is named by it, not by the field. */
export function problemAt(
  source: ConfigSource,
  path: readonly PropertyKey[],
  { message, hint }: Pick<ConfigProblem, 'message' | 'hint'>,
): ConfigProblem {
  return { ...placeOf(source, path), message, ...(hint === undefined ? {} : { hint }) };
}

function placeOf(source: ConfigSource, fields: readonly PropertyKey[]): Omit<ConfigProblem, 'message'> {
  const path = formatConfigPath(fields);
  switch (source.kind) {
    case 'file': {
      const { file, line, column } = source;
      return {
        source: file,
        path,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      };
    }
    case 'variable':
      return { source: 'environment', path: source.name };
    case 'option':
      return { source: 'command line', path: source.name };
    case 'temporal':
      return { source: source.file ?? "Temporal's configuration file", path };
    case 'default':
      return { source: 'the configuration', path };
  }
}

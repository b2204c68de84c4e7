/** One mistake in the configuration. */
export interface ConfigProblem {
  /** Path of the file, or `environment`. */
  readonly source: string;
  /** `egress.allow[0]`; for the environment, the name of the variable; empty for the whole source. */
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  /** What to do; often the nearest valid name. */
  readonly hint?: string;
}

/** `octavo.config.yaml:3:5 egres: unknown field; nearest is "egress"` */
export function formatConfigProblem({ source, path, line, column, message, hint }: ConfigProblem): string {
  const position = line === undefined ? '' : `:${line}:${column ?? 1}`;
  return `${source}${position}${path === '' ? '' : ` ${path}`}: ${message}${hint === undefined ? '' : `; ${hint}`}`;
}

/** Formats a path: `egress.allow[0]`. */
export function formatConfigPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** The source of a value of the configuration. */
export type ConfigSource =
  | { readonly kind: 'default' }
  /** Temporal's own configuration file; `file` is absent if it is at its usual path. */
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

/** A mistake in a source. A variable or an option is named instead of its field. */
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

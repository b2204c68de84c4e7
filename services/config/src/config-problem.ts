/** One mistake in the configuration. */
export interface ConfigProblem {
  /** Path of the file, or `environment`. */
  readonly source: string;
  /** `egress.allow[0]`; for the environment the name of the variable; empty for the whole. */
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

/** Writes a path: `egress.allow[0]`. */
export function formatConfigPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

import type { ConfigProblem } from './config-problem';

/** Variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Fields = Readonly<Record<string, unknown>>;

interface Override {
  readonly variable: string;
  /** `taskQueue`, `migration.store` */
  readonly field: string;
  readonly read: (text: string) => unknown;
}

const asList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
const asIs = (text: string): string => text;
const asUrlOrFolder = (text: string): unknown => (text.includes('://') ? text : { folder: text });
const asPortOrCollector = (text: string): unknown => (text.includes('://') ? { otel: text } : { prometheus: text });
const asRulesOrModule = (text: string): unknown => (text.endsWith('.json') ? { file: text } : { module: text });

/** What the environment says in the place of the file; later ones win. */
const overrides: readonly Override[] = [
  { variable: 'OCTAVO_TASK_QUEUE', field: 'taskQueue', read: asIs },
  { variable: 'OCTAVO_ACTIONS', field: 'actions', read: asList },
  { variable: 'OCTAVO_DEFINITIONS', field: 'definitions', read: asIs },
  { variable: 'REDIS_URL', field: 'store', read: asIs },
  { variable: 'OCTAVO_STORE', field: 'store', read: asIs },
  { variable: 'OCTAVO_METRICS', field: 'metrics', read: asPortOrCollector },
  { variable: 'OCTAVO_MIGRATION_STORE', field: 'migration.store', read: asUrlOrFolder },
  { variable: 'OCTAVO_MIGRATION_FLAGS', field: 'migration.flags', read: asRulesOrModule },
];

/** The file with what the environment sets in its place; a variable that is empty counts as not set. */
export function overrideByEnvironment(
  file: Fields,
  env: Environment,
): { readonly fields: Fields; readonly variables: ReadonlyMap<string, string> } {
  let fields = file;
  const variables = new Map<string, string>();
  for (const { variable, field, read } of overrides) {
    const text = env[variable];
    if (text === undefined || text === '') continue;
    fields = setField(fields, field.split('.'), read(text));
    variables.set(field, variable);
  }
  return { fields, variables };
}

/** What stands in the place of a map and is none stays: it is a mistake of the file. */
function setField(fields: Fields, [name = '', ...inside]: readonly string[], value: unknown): Fields {
  if (inside.length === 0) return { ...fields, [name]: value };
  const inner = fields[name] ?? {};
  return isMap(inner) ? { ...fields, [name]: setField(inner, inside, value) } : fields;
}

/** True for what YAML calls a map. */
export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names the variable where it was the environment that said what is wrong. */
export function blameEnvironment(problem: ConfigProblem, variables: ReadonlyMap<string, string>): ConfigProblem {
  const variable = [...variables].find(([field]) =>
    `${problem.path}.`.replaceAll('[', '.').startsWith(`${field}.`),
  )?.[1];
  if (variable === undefined) return problem;
  const { message, hint } = problem;
  return { source: 'environment', path: variable, message, ...(hint === undefined ? {} : { hint }) };
}

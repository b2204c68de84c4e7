import type { ConfigProblem } from './config-problem';

/** Variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

type Fields = Record<string, unknown>;

interface Override {
  readonly variable: string;
  readonly field: string;
  readonly read: (text: string) => unknown;
}

const asList = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
const asIs = (text: string): string => text;

/** What the environment says in the place of the file; later ones win. */
const overrides: readonly Override[] = [
  { variable: 'OCTAVO_TASK_QUEUE', field: 'taskQueue', read: asIs },
  { variable: 'OCTAVO_ACTIONS', field: 'actions', read: asList },
  { variable: 'OCTAVO_DEFINITIONS', field: 'definitions', read: asIs },
  { variable: 'REDIS_URL', field: 'store', read: asIs },
  { variable: 'OCTAVO_STORE', field: 'store', read: asIs },
];

/** The fields that the environment sets; a variable that is empty counts as not set. */
export function fieldsFromEnvironment(env: Environment): {
  readonly fields: Fields;
  readonly variables: ReadonlyMap<string, string>;
} {
  const fields: Fields = {};
  const variables = new Map<string, string>();
  for (const { variable, field, read } of overrides) {
    const text = env[variable];
    if (text === undefined || text === '') continue;
    fields[field] = read(text);
    variables.set(field, variable);
  }
  return { fields, variables };
}

/** Names the variable where it was the environment that said what is wrong. */
export function blameEnvironment(problem: ConfigProblem, variables: ReadonlyMap<string, string>): ConfigProblem {
  const variable = variables.get(problem.path.replace(/[.[].*$/, ''));
  if (variable === undefined) return problem;
  const { message, hint } = problem;
  return { source: 'environment', path: variable, message, ...(hint === undefined ? {} : { hint }) };
}

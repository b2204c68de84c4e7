import type { FieldPath, Plan } from '@octavo/orchestrators/definitions';

/** One mistake, or a warning, in a definition or an input. */
export interface Problem {
  /** From the problem catalogue. */
  readonly code: ProblemCode | (string & {});
  readonly severity: 'error' | 'warning';
  /** `tasks[2].routes[0].then`; empty for the whole definition. */
  readonly path: string;
  /** From 1; absent if the definition was not text. */
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly expected?: string;
  /** What to do; often the nearest valid name. */
  readonly hint?: string;
}

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Writes a path: `tasks[2].routes[0].then`, `labels["a b"]`. */
export function formatPath(path: FieldPath): string {
  return path.map((part, index) => formatPart(part, index === 0)).join('');
}

const MAX_KEY = 100;

function formatPart(key: string | number, isFirst: boolean): string {
  if (typeof key === 'number') return `[${key}]`;
  const part = key.length > MAX_KEY ? `${key.slice(0, MAX_KEY)}…` : key;
  if (!IDENTIFIER.test(part)) return `[${JSON.stringify(part)}]`;
  return isFirst ? part : `.${part}`;
}

/** Parses the text of `formatPath`. */
export function parsePath(text: string): FieldPath {
  const parts = text.matchAll(/\.?([A-Za-z_$][A-Za-z0-9_$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g);
  return [...parts].map(
    ([, name, index, quoted]) => name ?? (index === undefined ? String(JSON.parse(quoted ?? '""')) : Number(index)),
  );
}

/** The problems as text, one per line, errors first, for the message of a failure. */
export function formatProblems(problems: readonly Problem[]): string {
  return [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))]
    .map(formatProblem)
    .join('\n');
}

/** True for a problem that prevents a run. */
export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

/** `UNKNOWN_TASK at tasks[3].then (12:5): no task "ship" in this list; nearest is "shipIt"`. */
export function formatProblem(problem: Problem): string {
  const { code, severity, path, line, column, message, expected, hint } = problem;
  const label = severity === 'warning' ? `warning ${code}` : code;
  const place = path === '' ? '' : ` at ${path}`;
  const position = line === undefined ? '' : ` (${line}:${column ?? 1})`;
  const expectedAndHint = [
    expected === undefined ? '' : `; expected ${expected}`,
    hint === undefined ? '' : `; ${hint}`,
  ].join('');
  return `${label}${place}${position}: ${message}${expectedAndHint}`;
}

/** A plan with its warnings, or all problems. */
export type PlanResult =
  | { readonly plan: Plan; readonly problems: readonly Problem[] }
  | { readonly plan: undefined; readonly problems: readonly Problem[] };

/**
 * Every code that a problem of a definition can have, with its meaning. A test compares `docs/errors.md` with this table and
 * the engine's error catalogue, in both directions.
 */
export const problemCatalogue = {
  COLLECTION_TOO_LARGE: 'A literal `items` has more elements than this version runs.',
  CYCLIC_NEEDS: '`needs` form a cycle, so none of these tasks could start.',
  DUPLICATE_ID: 'Two tasks have the same id; ids are unique in the whole definition.',
  DUPLICATE_KEY: 'A map has the same key twice.',
  DURATION_INVALID: 'A text is not a duration.',
  ENCODING_INVALID: 'The text is not UTF-8.',
  EXACTLY_ONE_OF: 'Exactly one of several fields must be set.',
  EXPRESSION_EXPECTED: 'A text without `${ }` is used where a literal of another kind or one expression is expected.',
  EXPRESSION_INVALID: 'An expression cannot be read.',
  EXPRESSION_LIKELY: 'Warning: a text without `${ }` looks like an expression, but is used as text.',
  EXPRESSION_NOT_ALLOWED: 'A text or a key that is not evaluated contains an expression.',
  FIELD_CONFLICT: 'A field excludes another one, or has no effect here.',
  FOREIGN_DEFINITION: 'The file is written for another workflow system.',
  INPUT_INVALID: 'A value does not satisfy the schema for it.',
  KEY_NOT_ALLOWED: 'A key of a map is not allowed: `__proto__`, `<<`, or not text.',
  LIMIT_EXCEEDED: 'A limit of the language is exceeded; the message names it.',
  NOT_JSON: 'An object contains a value that JSON does not have.',
  NOT_SUPPORTED_YET: 'A field of the language that this version does not run yet.',
  NUMBER_INVALID: 'A number is not finite, or a whole number beyond 2^53.',
  PAYLOAD_TOO_LARGE: 'The plan is larger than one payload may be.',
  PLANNER_FAILED: 'A defect in the planner or in a task type; please report it.',
  REFERENCE_UNREACHABLE: 'An expression reads a task that cannot have ended when it is evaluated.',
  REQUIRED: 'A field is missing.',
  RESERVED_NAME: 'A name is reserved in the language.',
  ROUTER_WITHOUT_OTHERWISE: 'Warning: a router fails when none of its routes matches.',
  SCHEMA_INVALID: 'A JSON Schema is invalid, or uses refused features: remote `$ref`, unsafe patterns.',
  SECRETS_NOT_ALLOWED: '`secrets` is read outside of `with` of an action that runs in an Octavo activity.',
  SET_NOT_ALLOWED: '`set` is used where variables cannot be changed.',
  SHARED_FALL_THROUGH: 'Warning: the target of one route falls through to the target of another.',
  SYNTAX_INVALID: 'The text is neither valid YAML nor valid JSON.',
  TAG_NOT_ALLOWED: 'YAML tags other than those of the core schema are refused.',
  THEN_NOT_ALLOWED: '`then` is used where tasks have no order.',
  TIMESTAMP_INVALID: 'A text is not an RFC 3339 timestamp.',
  TYPE_INVALID: 'A value has another type than the field.',
  UNKNOWN_ACTION: 'No action of that name is known.',
  UNKNOWN_DEFINITION: 'No definition of that id is known.',
  UNKNOWN_FIELD: 'A field that the language, or the action, does not have.',
  UNKNOWN_KEYWORD: 'Warning: a key of a JSON Schema is not a keyword, so it has no effect.',
  UNKNOWN_OUTPUT_KEY: "A key that a task's output does not have.",
  UNKNOWN_TASK: 'No task of that id can be reached from there.',
  UNKNOWN_TASK_TYPE: 'No task type of that name is registered.',
  UNKNOWN_VARIABLE: 'A name that does not exist there.',
  UNREACHABLE_TASK: 'Warning: a task of a list cannot be reached.',
  UNSUPPORTED_VERSION: 'The language version is not the integer 1.',
  VALUE_INVALID: 'A value is not one of those that the field takes.',
} as const;

export type ProblemCode = keyof typeof problemCatalogue;

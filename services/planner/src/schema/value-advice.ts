import { type FieldPath, holdsExpression } from '@octavo/orchestrators/definitions';
import { foreignDefinitionFields, foreignFieldsOfTypes, foreignTaskFields } from '../foreign/fields';
import { asMap, asText } from '../limits';
import type { Finding } from '../problem-collector';
import { describeExpressionKey } from './json-schema';

/** Suggests a replacement for a refused value; undefined if the value does not show what is meant. */
export function adviseValue(at: FieldPath, found: unknown, expected: string | undefined): string | undefined {
  const field = at.findLast((part) => typeof part === 'string');
  if (typeof field === 'string') {
    const advice = FIELDS.get(field)?.(found, at);
    if (advice !== undefined) return advice;
  }
  if (expected === 'text' && (typeof found === 'number' || typeof found === 'boolean')) {
    return `put it in quotes: "${found}"`;
  }
  if (expected === 'a list' && isShortText(found)) return `write a list: [${found}]`;
  return undefined;
}

type Advise = (found: unknown, at: FieldPath) => string | undefined;

const seconds: Advise = (found) =>
  typeof found === 'number' && found > 0
    ? `write \`${Number.isInteger(found) ? `${found}s` : `${found * 1000}ms`}\` for seconds`
    : undefined;

const FIELDS: ReadonlyMap<string, Advise> = new Map<string, Advise>([
  ['version', adviseVersion],
  ['id', adviseId],
  ['retry', (found) => (typeof found === 'number' ? `write \`retry: { maxAttempts: ${found} }\`` : undefined)],
  [
    'tasks',
    (found) => (isMap(found) ? 'write a list, with the name of each task as its `id`: `- id: NAME`' : undefined),
  ],
  ['onError', (found) => (isMap(found) ? 'write a list of handlers: `- do: …`' : undefined)],
  ['match', adviseMatch],
  ...[
    'timeout',
    'delay',
    'for',
    'attemptTimeout',
    'totalTimeout',
    'initialInterval',
    'maxInterval',
    'heartbeatTimeout',
  ].map((field) => [field, seconds] as const),
]);

// YAML reads an unquoted 1.0 as the number 1.
function adviseVersion(found: unknown): string | undefined {
  if (typeof found !== 'number' && !isShortText(found)) return undefined;
  const [, digits] = /^v?(\d+(?:\.\d+){0,2})$/.exec(String(found)) ?? [];
  if (digits === undefined) return undefined;
  return `write \`${[...digits.split('.'), '0', '0'].slice(0, 3).join('.')}\``;
}

function adviseId(found: unknown, at: FieldPath): string | undefined {
  if (!isShortText(found)) return undefined;
  const words = found.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const id = at.length === 1 ? words.join('-').toLowerCase() : words.join('_').replace(/^\d/, 'n$&');
  return id === '' || id === found ? undefined : `write \`${id}\``;
}

function adviseMatch(found: unknown): string | undefined {
  if (found === '*' || found === 'States.ALL' || found === 'States.TaskFailed')
    return 'a handler without `match` handles every error';
  return found === 'States.Timeout' ? 'write `TIMED_OUT`' : undefined;
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MAX_LENGTH = 64;

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_LENGTH;
}

/** A field that does not exist there. */
export interface UnknownField {
  /** The path of the field, with its name. */
  readonly at: FieldPath;
  readonly name: string;
  /** The fields that exist there. */
  readonly among: readonly string[];
  /** The parent: the definition, a task, or a map inside one of them. */
  readonly owner: 'definition' | 'task' | 'map';
  /** The map that has the field. */
  readonly written: unknown;
}

const ADVICE = { definition: foreignDefinitionFields, task: foreignTaskFields, map: new Map<string, string>() };

/** The problem of an unknown field. */
export function describeUnknownField({ at, name, among, owner, written }: UnknownField): Finding {
  if (holdsExpression(name)) return describeExpressionKey(at);
  const fields = asMap(written) ?? {};
  const advice = (owner === 'task' ? adviceOfType(name, fields) : undefined) ?? ADVICE[owner].get(name);
  const hint = advice?.replace('30s', durationOf(name, fields[name]) ?? '30s');
  const message = `there is no field "${name}" here`;
  return { at, code: 'UNKNOWN_FIELD', message, hint, unknown: { name, among } };
}

// If the suggested field already exists, the author means something else.
function adviceOfType(name: string, task: Readonly<Record<string, unknown>>): string | undefined {
  const advice = foreignFieldsOfTypes.get(asText(task['type']) ?? '')?.get(name);
  const [, meant = ''] = /`(\w+)`/.exec(advice ?? '') ?? [];
  return Object.hasOwn(task, meant) ? undefined : advice;
}

/** Converts a number to a duration; the unit is in the name of the field, default seconds. */
function durationOf(name: string, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value) || value <= 0) return undefined;
  if (name.endsWith('minutes')) return `${value}m`;
  return name.endsWith('Ms') ? `${value}ms` : `${value}s`;
}

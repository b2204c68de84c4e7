import type { FieldPath } from '@octavo/orchestrators/definitions';

/** What to write in place of a value that a field refuses, where that can be told from the value. */
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

// YAML reads 1.0 as the number 1.
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
    return 'a handler without `match` takes every error';
  return found === 'States.Timeout' ? 'write `TIMED_OUT`' : undefined;
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MAX_LENGTH = 64;

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_LENGTH;
}

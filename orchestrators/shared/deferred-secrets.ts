import type { DeferredText } from '../contracts/action-runner';
import type { DeferredValue } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import { compileExpression, Namespace, parseTemplate, type Reference } from '../expressions';
import type { Json } from '../model/json';

/** The root name whose values never enter a workflow. */
const SECRETS = 'secrets';

type At = readonly (string | number)[];

/** Takes the texts that mention secrets out of `template`, with the values of all else that they refer to. */
export function deferSecrets(template: Json, scope: Scope, now: () => string): DeferredValue {
  const deferred: DeferredText[] = [];
  const value = withoutSecrets(template, [], (text, at) => {
    const references = referencesOf(text);
    if (!references.some(({ root }) => root === SECRETS)) return false;
    deferred.push({ at, text, variables: { ...capture(references, scope), now: now() } });
    return true;
  });
  return { value, deferred };
}

// Returns the template itself where nothing in it is taken out, so that what was compiled for it serves again.
function withoutSecrets(value: Json, at: At, take: (text: string, at: At) => boolean): Json {
  if (typeof value === 'string') return value.includes(SECRETS) && take(value, at) ? null : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return unchanged(value, value.map((item, index) => withoutSecrets(item, [...at, index], take)));
  const entries = Object.entries(value);
  const replaced = entries.map(([key, item]) => withoutSecrets(item, [...at, key], take));
  if (entries.every(([, item], index) => item === replaced[index])) return value;
  return Object.fromEntries(entries.map(([key], index) => [key, replaced[index] ?? null]));
}

function unchanged(before: readonly Json[], after: readonly Json[]): readonly Json[] {
  return after.every((item, index) => item === before[index]) ? before : after;
}

function referencesOf(text: string): readonly Reference[] {
  return parseTemplate(text).flatMap((part) => (part.kind === 'expression' ? compileExpression(part.source).references : []));
}

/** The values that `references` lead to, each in its place; what is missing stays missing. */
function capture(references: readonly Reference[], scope: Scope): Record<string, Json> {
  const variables: Record<string, Json> = {};
  for (const { root, path } of references) {
    if (root === SECRETS) continue;
    const [first] = path;
    const value = scope.get(root);
    if (value instanceof Namespace) keepMember(variables, root, String(first), value.get(String(first)) as Json | undefined);
    else if (value !== undefined) variables[root] = value as Json;
  }
  return variables;
}

function keepMember(variables: Record<string, Json>, root: string, key: string, value: Json | undefined): void {
  if (value !== undefined) variables[root] = { ...(variables[root] as object | undefined), [key]: value };
}

import type { Scope } from '../contracts/scope';
import { compileExpression, Namespace, parseTemplate, type Reference } from '../expressions';
import { isJsonList, isJsonObject, type Json } from '../model/json';

/** The root name for values that never enter a workflow. */
const SECRETS = 'secrets';

type At = readonly (string | number)[];

/** A template split into the part without secrets, and the texts that mention secrets. */
export interface SecretsApart {
  /** The template itself if it mentions no secrets; else with null in place of these texts. */
  readonly rest: Json;
  readonly texts: readonly SecretText[];
}

export interface SecretText {
  readonly at: At;
  readonly text: string;
  /** The references of the text, without secrets. */
  readonly references: readonly Reference[];
}

/** Splits the texts that mention secrets off `template`. */
export function setSecretsApart(template: Json): SecretsApart {
  const texts: SecretText[] = [];
  return { rest: withoutSecrets(template, [], texts), texts };
}

/** The values of `references` at their paths; missing values are omitted. */
export function captureVariables(references: readonly Reference[], scope: Scope): Readonly<Record<string, Json>> {
  const variables: Record<string, Json> = {};
  for (const { root, path } of references) {
    const [first = ''] = path;
    const value = scope.get(root) as Json | Namespace | undefined;
    if (value instanceof Namespace) keepMember(variables, root, String(first), value.get(String(first)));
    else if (value !== undefined) variables[root] = value;
  }
  return variables;
}

function withoutSecrets(value: Json, at: At, texts: SecretText[]): Json {
  if (typeof value === 'string') return mentionsSecrets(value, at, texts) ? null : value;
  if (isJsonList(value)) {
    const items = value.map((item, index) => withoutSecrets(item, [...at, index], texts));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, [...at, key], texts)] as const);
  return entries.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(entries);
}

function mentionsSecrets(text: string, at: At, texts: SecretText[]): boolean {
  if (!text.includes(SECRETS)) return false;
  const references = referencesOf(text);
  const others = references.filter(({ root }) => root !== SECRETS);
  if (others.length === references.length) return false;
  texts.push({ at, text, references: others });
  return true;
}

function referencesOf(text: string): readonly Reference[] {
  return parseTemplate(text).flatMap((part) =>
    part.kind === 'expression' ? compileExpression(part.source).references : [],
  );
}

function keepMember(
  variables: Record<string, Json>,
  root: string,
  key: string,
  value: Json | Namespace | undefined,
): void {
  if (value === undefined || value instanceof Namespace) return;
  variables[root] = { ...(variables[root] as object | undefined), [key]: value };
}

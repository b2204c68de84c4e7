import type { Bounds, DeferredValue, Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import {
  type CompiledTemplate,
  compileExpression,
  compileTemplate,
  createMeter,
  ExpressionError,
  Namespace,
  parseTemplate,
  type Reference,
  type Variables,
} from '../expressions';
import { parseDurationMs } from '../model/duration';
import { isJsonList, isJsonObject, isWholeNumber, type Json } from '../model/json';
import type { BooleanField, NumberField } from '../model/plan';
import { TaskFailure } from '../model/task-error';

/** Called with the number of steps of each evaluation. */
export type StepListener = (steps: number) => void;

/** Evaluates templates. A run compiles each template once; compiled expressions are cached for all runs of the worker. */
export class TemplateEvaluator implements Evaluator {
  readonly #compiled = new Map<Json, CompiledTemplate>();
  readonly #apart = new Map<Json, SecretsApart>();
  readonly #now: () => number;
  readonly #onSteps: StepListener;

  constructor(now: () => number, onSteps: StepListener = () => {}) {
    this.#now = now;
    this.#onSteps = onSteps;
  }

  value(template: Json, scope: Scope): Json {
    return this.#run(cached(this.#compiled, template, compileTemplate), scope);
  }

  condition(field: BooleanField, scope: Scope): boolean {
    const value = typeof field === 'boolean' ? field : this.value(field, scope);
    if (typeof value === 'boolean') return value;
    throw unexpected(field, 'true or false', value);
  }

  durationMs(field: string, scope: Scope): number {
    const value = this.value(field, scope);
    const durationMs = typeof value === 'string' ? parseDurationMs(value) : undefined;
    if (durationMs !== undefined) return durationMs;
    throw unexpected(field, 'a duration such as 30s or PT5M', value);
  }

  number(field: NumberField, scope: Scope, bounds: Bounds): number {
    const value = typeof field === 'number' ? field : this.value(field, scope);
    if (typeof value === 'number' && isWithin(value, bounds)) return value;
    throw unexpected(field, `a number ${describe(bounds)}`, value);
  }

  wholeNumber(field: NumberField, scope: Scope, bounds: Bounds): number {
    const value = typeof field === 'number' ? field : this.value(field, scope);
    if (isWholeNumber(value) && isWithin(value, bounds)) return value;
    throw unexpected(field, `a whole number ${describe(bounds)}`, value);
  }

  text(field: string, scope: Scope): string {
    const value = this.value(field, scope);
    if (typeof value === 'string') return value;
    throw unexpected(field, 'text', value);
  }

  withSecretsDeferred(template: Json, scope: Scope): DeferredValue {
    const { rest, texts } = cached(this.#apart, template, setSecretsApart);
    const deferred = texts.map(({ at, text, references }) => {
      return { at, text, variables: { ...captureVariables(references, scope), now: this.#nowText() } };
    });
    return { value: this.value(rest, scope), deferred };
  }

  #run(compiled: CompiledTemplate, scope: Scope): Json {
    const meter = createMeter({ now: () => this.#nowText() });
    try {
      return compiled.evaluate(scope as Variables, meter);
    } catch (error) {
      throw error instanceof ExpressionError ? new TaskFailure(error.code, error.message) : error;
    } finally {
      this.#onSteps(meter.used);
    }
  }

  #nowText(): string {
    return new Date(this.#now()).toISOString();
  }
}

function cached<Value>(known: Map<Json, Value>, template: Json, make: (template: Json) => Value): Value {
  const found = known.get(template);
  if (found !== undefined) return found;
  const made = make(template);
  known.set(template, made);
  return made;
}

function isWithin(value: number, { least, most = Number.POSITIVE_INFINITY }: Bounds): boolean {
  return value >= least && value <= most;
}

function describe({ least, most }: Bounds): string {
  return most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
}

function unexpected(field: Json, expected: string, value: Json): TaskFailure {
  const found = JSON.stringify(value).slice(0, 80);
  return new TaskFailure('EXPRESSION_FAILED', `${JSON.stringify(field)} must give ${expected}, but gave ${found}`);
}

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

/** Separates the texts that mention secrets from the rest of `template`. */
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

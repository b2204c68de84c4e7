import type { Bounds, DeferredValue, Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import { type CompiledTemplate, compileTemplate, createMeter, ExpressionError, type Variables } from '../expressions';
import { parseDurationMs } from '../model/duration';
import { isWholeNumber } from '../model/exact-number';
import type { Json } from '../model/json';
import type { BooleanField, NumberField } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import { captureVariables, type SecretsApart, setSecretsApart } from './deferred-secrets';

/** Called with the steps of each evaluation. */
export type StepListener = (steps: number) => void;

/** Evaluates templates, each compiled once per run. */
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

import type { DeferredValue, Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import { type CompiledTemplate, compileTemplate, createMeter, ExpressionError, type Variables } from '../expressions';
import { parseDurationMs } from '../model/duration';
import type { Json } from '../model/json';
import type { BooleanField, NumberField } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import { deferSecrets } from './deferred-secrets';

/** Told the steps of each evaluation. */
export type StepListener = (steps: number) => void;

/** Evaluates templates, each compiled once per run. */
export class TemplateEvaluator implements Evaluator {
  readonly #compiled = new Map<Json, CompiledTemplate>();
  readonly #now: () => number;
  readonly #onSteps: StepListener;

  constructor(now: () => number, onSteps: StepListener = () => {}) {
    this.#now = now;
    this.#onSteps = onSteps;
  }

  value(template: Json, scope: Scope): Json {
    return this.#run(this.#compile(template), scope);
  }

  condition(field: BooleanField, scope: Scope): boolean {
    const value = typeof field === 'boolean' ? field : this.value(field, scope);
    if (typeof value === 'boolean') return value;
    throw unexpected(field, 'true or false', value);
  }

  durationMs(field: string, scope: Scope): number {
    const value = this.value(field, scope);
    const durationMs = typeof value === 'string' ? parseDurationMs(value) : undefined;
    if (durationMs !== undefined && durationMs >= 0) return durationMs;
    throw unexpected(field, 'a duration such as 30s or PT5M', value);
  }

  number(field: NumberField, scope: Scope): number {
    const value = typeof field === 'number' ? field : this.value(field, scope);
    if (typeof value === 'number') return value;
    throw unexpected(field, 'a number', value);
  }

  wholeNumber(field: NumberField, scope: Scope, least: number): number {
    const value = this.number(field, scope);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw unexpected(field, `a whole number of at least ${least}`, value);
  }

  text(field: string, scope: Scope): string {
    const value = this.value(field, scope);
    if (typeof value === 'string') return value;
    throw unexpected(field, 'text', value);
  }

  withSecretsDeferred(template: Json, scope: Scope): DeferredValue {
    const { value, deferred } = deferSecrets(template, scope, () => this.#nowText());
    return { value: this.value(value, scope), deferred };
  }

  #compile(template: Json): CompiledTemplate {
    const known = this.#compiled.get(template);
    if (known !== undefined) return known;
    const compiled = compileTemplate(template);
    this.#compiled.set(template, compiled);
    return compiled;
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

function unexpected(field: Json, expected: string, value: Json): TaskFailure {
  const found = JSON.stringify(value).slice(0, 80);
  return new TaskFailure('EXPRESSION_FAILED', `${JSON.stringify(field)} must give ${expected}, but gave ${found}`);
}

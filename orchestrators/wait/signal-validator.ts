import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import type { ReceivedSignal } from '../contracts/signals';
import { canonicalJson } from '../model/canonical-json';
import { type CompiledSchema, compileSchema, type Violation } from '../schema';
import { TaskFailure } from '../model/task-error';
import type { WaitTask } from './definition';

/** The answer of a wait to a signal. */
export type SignalVerdict =
  | { readonly kind: 'accepted'; readonly key: string }
  | { readonly kind: 'unmatched' }
  | {
      readonly kind: 'invalid';
      readonly reason: string;
      /**
       * The reason together with the expected value. Recorded runs have the reason alone, which expressions can read.
       */
      readonly advice: string;
    };

/** Validates signals against the `schema` and then the `where` of a wait. */
export class SignalValidator {
  readonly #task: WaitTask;
  readonly #evaluator: Evaluator;
  readonly #scope: Scope;
  readonly #schema: CompiledSchema | undefined;

  constructor(task: WaitTask, evaluator: Evaluator, scope: Scope) {
    this.#task = task;
    this.#evaluator = evaluator;
    this.#scope = scope;
    this.#schema = task.schema === undefined ? undefined : compileSchema(task.schema);
  }

  /** Never throws: a signal is invalid if its check fails. */
  check(signal: ReceivedSignal): SignalVerdict {
    const violations = this.#schema?.validate(signal.payload) ?? [];
    if (violations.length > 0)
      return { kind: 'invalid', reason: listOf(violations, describe), advice: listOf(violations, advise) };
    const scope = this.#scope.bind({ signal: { ...signal } });
    try {
      if (this.#task.where !== undefined && !this.#evaluator.condition(this.#task.where, scope))
        return { kind: 'unmatched' };
      return { kind: 'accepted', key: canonicalJson(this.#evaluator.value(this.#task.distinctBy, scope)) };
    } catch (thrown) {
      if (thrown instanceof TaskFailure) return invalid(thrown.message);
      throw thrown;
    }
  }
}

function invalid(reason: string): SignalVerdict {
  return { kind: 'invalid', reason, advice: reason };
}

function describe({ path, message }: Violation): string {
  return `${path || 'payload'}: ${message}`;
}

function advise(violation: Violation): string {
  return `${describe(violation)}, expected ${violation.expected}`;
}

function listOf(violations: readonly Violation[], write: (violation: Violation) => string): string {
  return violations.map(write).join('; ');
}

import { type Plan, type SignalBuffer, type TaskState, TaskFailure } from '@octavo/orchestrators';
import type { DeclaredVariables } from '@octavo/orchestrators/language';
import { workflowInfo } from '@temporalio/workflow';
import type { ConfigManager } from '../services/config-manager';
import type { LegacyScope } from './legacy-scope';
import { contextOf, type RunValues } from './task-context';
import type { TaskContext } from '../contracts/task-context';

/** Temporal terminates a run at 51,200 events or 50 MiB; what is left is needed to end in good order. */
const MOST_EVENTS = 40_000;
const MOST_BYTES = 40 * 1024 * 1024;

/** What is one per run: the plan, the variables, the recorded states, the signals. */
export interface LegacyRunParts {
  readonly plan: Plan;
  readonly values: Omit<RunValues, 'vars'>;
  readonly configs: ConfigManager;
  readonly signals: SignalBuffer;
  /** What idempotency keys begin with. */
  readonly keyPrefix: string;
  readonly vars: DeclaredVariables;
}

/** One run under way. */
export class LegacyRunContext {
  readonly parts: LegacyRunParts;
  readonly #states = new Map<string, TaskState>();
  #version = 1;

  constructor(parts: LegacyRunParts) {
    this.parts = parts;
  }

  get states(): ReadonlyMap<string, TaskState> {
    return this.#states;
  }

  record(state: TaskState): void {
    this.#states.set(state.path, state);
  }

  /** The version of the next transition: it orders all of the run. */
  nextVersion(): number {
    this.#version += 1;
    return this.#version;
  }

  contextFor(config: unknown, scope: LegacyScope): TaskContext {
    const { values, vars } = this.parts;
    return contextOf(config, scope, { ...values, vars: vars.values });
  }

  /** Throws HISTORY_TOO_LONG: this engine does not continue as new. */
  checkHistory(): void {
    const { historyLength, historySize } = workflowInfo();
    if (historyLength < MOST_EVENTS && historySize < MOST_BYTES) return;
    const message = `the history of this run has ${historyLength} events and ${historySize} bytes; at ${MOST_EVENTS} events or ${MOST_BYTES} bytes a run ends`;
    throw new TaskFailure('HISTORY_TOO_LONG', message);
  }
}

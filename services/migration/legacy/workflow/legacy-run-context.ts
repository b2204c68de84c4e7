import {
  type Plan,
  type RunInfo,
  type RunVariables,
  type Scope,
  type SignalInbox,
  TaskFailure,
} from '@octavo/orchestrators';
import type { Piggyback } from '@octavo/workflows';
import { workflowInfo } from '@temporalio/workflow';
import type { Journal } from '../../contracts/old-engine';
import type { TaskContext } from '../contracts/task-context';
import type { ConfigManager } from '../services/config-manager';
import type { OtherRuns } from './other-runs';
import type { StateBook } from './state-book';
import { contextOf } from './task-context';

/** Temporal terminates a run at 51,200 events or 50 MiB; the difference is needed to end in good order. */
const MOST_EVENTS = 40_000;
const MOST_BYTES = 40 * 1024 * 1024;

/** The parts of a run: the plan, the variables, the recorded states, the signals. */
export interface LegacyRunParts {
  readonly plan: Plan;
  readonly info: RunInfo;
  readonly configs: ConfigManager;
  readonly signals: SignalInbox;
  readonly others: OtherRuns;
  /** The prefix of idempotency keys. */
  readonly keyPrefix: string;
  readonly vars: RunVariables;
  readonly states: StateBook;
  /** Attaches data to response activities, if the run is extended. */
  readonly piggyback?: Piggyback;
  /** In a run with an extension: records the results of requests. */
  readonly journal?: Journal;
}

/** One run in progress. */
export class LegacyRunContext {
  readonly parts: LegacyRunParts;

  constructor(parts: LegacyRunParts) {
    this.parts = parts;
  }

  get states(): StateBook {
    return this.parts.states;
  }

  contextFor(config: unknown, scope: Scope): TaskContext {
    return contextOf(config, scope, this.parts.info);
  }

  /** Throws HISTORY_TOO_LONG: this engine does not continue as new. */
  checkHistory(): void {
    const { historyLength, historySize } = workflowInfo();
    if (historyLength < MOST_EVENTS && historySize < MOST_BYTES) return;
    const message = `the history of this run has ${historyLength} events and ${historySize} bytes; a run ends at ${MOST_EVENTS} events or ${MOST_BYTES} bytes`;
    throw new TaskFailure('HISTORY_TOO_LONG', message);
  }
}

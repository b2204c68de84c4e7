import type { LogContext, LogLevel, RunLog } from '@octavo/orchestrators';
import { log } from '@temporalio/workflow';

/** The worker's log, with the run's ids; Temporal leaves it out on replay. */
export const workflowLog: RunLog = {
  write(level: LogLevel, message: string, context: LogContext): void {
    log[level](message, { ...context });
  },
};

/** What log lines of a run carry beside the ids that the SDK adds. */
export interface LogAttributes {
  readonly definition?: string;
  readonly version?: string;
  /** Of a run that failed: its error's. */
  readonly code?: string;
  /** Of a run that failed: path of the task where the error arose. */
  readonly task?: string;
  readonly status?: string;
  /** Of a run that failed with INTERNAL: an action gave that code, so that it is no defect of the engine. */
  readonly isOfAction?: true;
}

const key = Symbol.for('octavo.log-attributes');
/** Every run has a global object of its own; modules are shared among the runs of a worker. */
const own = globalThis as { [key]?: LogAttributes };

/** From now on, each log line of this run carries these. */
export function addLogAttributes(attributes: LogAttributes): void {
  own[key] = { ...own[key], ...attributes };
}

/** `attributes` of the SDK with those of this run. */
export function withLogAttributes(attributes: Record<string, unknown>): Record<string, unknown> {
  return { ...attributes, ...own[key] };
}

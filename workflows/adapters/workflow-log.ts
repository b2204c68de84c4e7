import type { LogContext, LogLevel, RunLog } from '@octavo/orchestrators';
import { log } from '@temporalio/workflow';

/** The worker's log, with the run's ids. Temporal writes nothing on replay. */
export const workflowLog: RunLog = {
  write(level: LogLevel, message: string, context: LogContext): void {
    log[level](message, { ...context });
  },
};

/** The attributes of a run's log lines, in addition to the ids that the SDK adds. */
export interface LogAttributes {
  readonly definition?: string;
  readonly version?: string;
  /** The error's code, if the run failed. */
  readonly code?: string;
  /** Path of the task where the error occurred, if the run failed. */
  readonly task?: string;
  readonly status?: string;
  /** Set if the run failed with INTERNAL and an action gave that code: then it is not a defect of the engine. */
  readonly isOfAction?: true;
}

const key = Symbol.for('octavo.log-attributes');
/** The runs of a worker share their modules, but each run has its own global object. */
const own = globalThis as { [key]?: LogAttributes };

/** Adds attributes to all later log lines of this run. */
export function addLogAttributes(attributes: LogAttributes): void {
  own[key] = { ...own[key], ...attributes };
}

/** Combines the SDK's `attributes` with those of this run. */
export function withLogAttributes(attributes: Record<string, unknown>): Record<string, unknown> {
  return { ...attributes, ...own[key] };
}

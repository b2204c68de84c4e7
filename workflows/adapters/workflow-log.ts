import type { LogContext, LogLevel, RunLog } from '@octavo/orchestrators';
import { log } from '@temporalio/workflow';

/** The worker's log, with the run's ids; Temporal leaves it out on replay. */
export const workflowLog: RunLog = {
  write(level: LogLevel, message: string, context: LogContext): void {
    log[level](message, { ...context });
  },
};

import type { JsonObject, LogLevel, RunLog } from '@octavo/orchestrators';
import { log } from '@temporalio/workflow';

/** The worker's log, with the run's ids; Temporal leaves it out on replay. */
export const workflowLog: RunLog = {
  write(level: LogLevel, message: string, fields: JsonObject): void {
    log[level](message, { ...fields });
  },
};

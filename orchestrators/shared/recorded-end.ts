import type { ChildTask } from '../contracts/child-task-manager';
import type { ChildRecords } from '../contracts/orchestrator-context';
import { isTerminal } from '../model/status';

/** The version of the recorded end of `child`; undefined where it has not ended. Versions order ends in time. */
export function recordedEnd(records: ChildRecords, child: ChildTask): number | undefined {
  const state = records.stateOf(child.path);
  return state !== undefined && isTerminal(state.status) ? state.version : undefined;
}

import type { ChildTask } from '../contracts/child-task-manager';
import type { ChildRecords } from '../contracts/orchestrator-context';
import { isTerminal } from '../model/status';
import type { RecordedChild } from './fan-out-child';

/** What an earlier execution left of `child`. */
export function recordedChild(records: ChildRecords, { path }: ChildTask): RecordedChild {
  const state = records.stateOf(path);
  if (state === undefined) return { kind: 'new' };
  return isTerminal(state.status) ? { kind: 'ended', version: state.version } : { kind: 'begun' };
}

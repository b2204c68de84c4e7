import type { RunFacts, RunKey, StateBatch, StoredTaskState } from '../index';

let count = 0;

/** A run that no other test uses. */
export function uniqueRun(): RunKey {
  count += 1;
  return { workflowId: `order/${process.pid}-${count}`, firstRunId: `run-${count}` };
}

export function stateOf(path: string, changes: Partial<StoredTaskState> = {}): StoredTaskState {
  return {
    path,
    id: path,
    type: 'basic',
    status: 'RUNNING',
    version: 1,
    visit: 1,
    attempt: 1,
    output: null,
    error: null,
    handled: false,
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: null,
    ...changes,
  };
}

export function factsOf(changes: Partial<RunFacts> = {}): RunFacts {
  return { definition: 'order', version: '1.0.0', startedAt: '2026-01-01T00:00:00.000Z', ...changes };
}

export function batchOf(run: RunKey, ...states: readonly StoredTaskState[]): StateBatch {
  return { ...run, states };
}

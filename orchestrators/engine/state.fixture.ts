import type { TaskState } from '../model/task-state';

/** A state that has ended, with these fields. */
export function stateOf(id: string, fields: Partial<TaskState> = {}): TaskState {
  return {
    path: id,
    id,
    type: 'basic',
    status: 'SUCCESS',
    version: 1,
    visit: 1,
    attempt: 1,
    output: null,
    error: null,
    handled: false,
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: '2026-01-01T00:00:01.000Z',
    ...fields,
  };
}

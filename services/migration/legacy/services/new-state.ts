import type { TaskNode, TaskState } from '@octavo/orchestrators';
import type { TaskPlace } from '../contracts/create-state';

/** The first state of a task. */
export function newState({ id, type }: TaskNode, { path, visit, version }: TaskPlace): TaskState {
  const begun = { status: 'PENDING', attempt: 1, output: null, error: null, handled: false } as const;
  return { path, id, type, version, visit, ...begun, startedAt: null, endedAt: null, engine: 'legacy' };
}

import { parentPath } from '../model/paths';
import { isTerminal } from '../model/status';
import type { TaskState } from '../model/task-state';

/** The visits of a run's own list that have ended, in the order in which they did; those of handlers are not its own. */
export function endedTasks(states: Iterable<TaskState>): readonly TaskState[] {
  return [...states]
    .filter(({ path, status }) => parentPath(path) === undefined && isTerminal(status))
    .toSorted((left, right) => left.version - right.version);
}

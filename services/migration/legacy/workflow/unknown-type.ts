import { TaskFailure } from '@octavo/orchestrators';

/** UNKNOWN_TASK_TYPE: the old engine has only the eight types of the language. */
export function unknownType(type: string): TaskFailure {
  return new TaskFailure('UNKNOWN_TASK_TYPE', `the old engine does not know the task type "${type}"`);
}

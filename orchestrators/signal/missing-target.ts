import type { SignalTarget } from '../contracts/signals';
import { TaskFailure } from '../model/task-error';

/** The failure of a signal that nobody took delivery of. */
export function missingTarget(signal: string, to: SignalTarget): TaskFailure {
  const advice = 'set onMissing: ignore to go on';
  if ('start' in to) {
    const message = `no definition "${to.start.definition}" is known to the worker, so no run of it was started; ${advice}`;
    return new TaskFailure('DEFINITION_NOT_FOUND', message);
  }
  return new TaskFailure('SIGNAL_TARGET_NOT_FOUND', `no run to send "${signal}" to: ${JSON.stringify(to)}; ${advice}`);
}

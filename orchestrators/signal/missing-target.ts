import type { SignalTarget } from '../contracts/signals';
import { restartHint } from '../model/restart-hint';
import { TaskFailure } from '../model/task-error';

/** The failure of a signal that reached no run. */
export function missingTarget(signal: string, to: SignalTarget): TaskFailure {
  const advice = 'set onMissing: ignore to go on';
  if ('start' in to) {
    const message = `no definition "${to.start.definition}" is known to the worker, so no run of it was started; ${advice}. ${restartHint}`;
    return new TaskFailure('DEFINITION_NOT_FOUND', message);
  }
  return new TaskFailure('SIGNAL_TARGET_NOT_FOUND', `no run to send "${signal}" to: ${JSON.stringify(to)}; ${advice}`);
}

import { TaskFailure } from '@octavo/orchestrators';
import { parseTimestampMs, type WaitTask } from '@octavo/orchestrators/language';
import type { PreparedWait } from '../../contracts/create-state';
import type { StateKind } from '../create-state';
import type { Evaluation } from '../evaluation';

const LONGEST_WAIT_MS = 366 * 24 * 3600 * 1000;

/** `createWaitState`: the due time, or the signals. WAITING, unless the due time has passed. */
export const waitState: StateKind<WaitTask, PreparedWait> = {
  prepare: ({ config }, evaluation) => {
    const { signal, count } = config;
    const { evaluator, scope } = evaluation;
    if (signal === undefined) return { for: 'time', dueAtMs: dueTime(config, evaluation) };
    const wanted = evaluator.wholeNumber(count, scope, { least: 1 });
    return { for: 'signals', name: evaluator.text(signal, scope), wanted };
  },
  statusOf: (prepared, { context }) =>
    prepared.for === 'time' && prepared.dueAtMs <= context.nowMs ? 'RUNNING' : 'WAITING',
};

function dueTime(
  { for: duration, until = '' }: WaitTask,
  { evaluator, scope, context: { nowMs } }: Evaluation,
): number {
  const dueAtMs =
    duration === undefined ? pointInTime(evaluator.text(until, scope)) : nowMs + evaluator.durationMs(duration, scope);
  if (dueAtMs - nowMs <= LONGEST_WAIT_MS) return dueAtMs;
  throw new TaskFailure('EXPRESSION_FAILED', 'limit "a wait": it may last a year at most');
}

function pointInTime(text: string): number {
  // RFC 3339 allows a space in place of the T.
  const timeMs = parseTimestampMs(text.replace(' ', 'T'));
  if (timeMs !== undefined) return timeMs;
  const found = JSON.stringify(text).slice(0, 80);
  throw new TaskFailure('EXPRESSION_FAILED', `until must give a time such as 2026-01-31T09:00:00Z, but gave ${found}`);
}

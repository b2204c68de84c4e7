import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { StateRecorder } from '../contracts/state-recorder';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import { parseTimestampMs } from '../expressions/time';
import type { Json } from '../model/json';
import { TaskFailure } from '../model/task-error';
import { Progress } from '../engine/progress';
import type { WaitTask } from './definition';
import { SignalCollector } from './signal-collector';
import { beginWait, type WaitProgress, waitOutput, waitProgress } from './wait-progress';

/** Of a wait for a time: when it ends; milliseconds since the epoch. */
const dueProgress = new Progress<number>();

const maxWaitMs = 366 * 24 * 3600 * 1000;

/** Waits for a duration, a point in time, or signals. Signals that arrived before the wait count too. */
export class WaitOrchestrator implements TaskOrchestrator<WaitTask> {
  readonly type = 'wait';

  async execute(task: WaitTask, context: OrchestratorContext): Promise<WorkResult> {
    const { signal } = task;
    const output =
      signal === undefined ? await waitForTime(task, context) : await waitForSignals(task, signal, context);
    return { outcome: { status: 'SUCCESS', output } };
  }

  outputAtTimeout(task: WaitTask, state: StateRecorder): Json | undefined {
    if (task.onTimeout !== 'continue') return undefined;
    return { ...waitOutput(waitProgress.read(state) ?? { signals: [], processed: [] }), timedOut: true };
  }
}

async function waitForTime(task: WaitTask, context: OrchestratorContext): Promise<null> {
  const { timers, state, cancellation } = context;
  const recorded = dueProgress.read(state);
  const dueAtMs = recorded ?? dueTime(task, context);
  if (dueAtMs <= timers.now()) return null;
  if (recorded === undefined) dueProgress.waiting(state, dueAtMs);
  await timers.sleep(dueAtMs - timers.now(), cancellation);
  return null;
}

function dueTime(task: WaitTask, { evaluator, scope, timers }: OrchestratorContext): number {
  const dueAtMs =
    task.for === undefined
      ? pointInTime(evaluator.text(task.until ?? '', scope))
      : timers.now() + evaluator.durationMs(task.for, scope);
  if (dueAtMs - timers.now() <= maxWaitMs) return dueAtMs;
  throw new TaskFailure('EXPRESSION_FAILED', 'limit "a wait": it may last a year at most');
}

function pointInTime(text: string): number {
  // RFC 3339 allows a space in place of the T.
  const timeMs = parseTimestampMs(text.replace(' ', 'T'));
  if (timeMs !== undefined) return timeMs;
  const found = JSON.stringify(text).slice(0, 80);
  throw new TaskFailure('EXPRESSION_FAILED', `until must give a time such as 2026-01-31T09:00:00Z, but gave ${found}`);
}

async function waitForSignals(task: WaitTask, signal: string, context: OrchestratorContext): Promise<Json> {
  const recorded = waitProgress.read(context.state);
  const progress = recorded ?? newProgress(task, signal, context);
  if (recorded === undefined) waitProgress.waiting(context.state, progress);
  return waitOutput(await new SignalCollector(task, progress, context).collect());
}

function newProgress(task: WaitTask, signal: string, { evaluator, scope, state }: OrchestratorContext): WaitProgress {
  const wanted = evaluator.wholeNumber(task.count, scope, { least: 1 });
  return beginWait(evaluator.text(signal, scope), wanted, state.state?.version ?? 0);
}

import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { StateRecorder } from '../contracts/state-recorder';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import { TaskFailure } from '../model/task-error';
import type { WaitTask } from './definition';
import { SignalCollector } from './signal-collector';
import { SignalValidator } from './signal-validator';
import { emptyProgress, type WaitProgress, waitOutput } from './wait-progress';

const maxWaitMs = 366 * 24 * 3600 * 1000;

/** Waits for a duration, a point in time, or signals. Signals that came earlier count. */
export class WaitOrchestrator implements TaskOrchestrator<WaitTask> {
  readonly type = 'wait';

  async execute(task: WaitTask, context: OrchestratorContext): Promise<WorkResult> {
    const output = task.signal === undefined ? await waitForTime(task, context) : await waitForSignals(task, task.signal, context);
    return { outcome: { status: 'SUCCESS', output } };
  }

  outputAtTimeout(task: WaitTask, state: StateRecorder): Json | undefined {
    if (task.onTimeout !== 'continue') return undefined;
    return { ...waitOutput(recordedProgress(state)), timedOut: true };
  }
}

async function waitForTime(task: WaitTask, context: OrchestratorContext): Promise<null> {
  const { timers, state, cancellation } = context;
  const recorded = state.state?.progress;
  const dueAtMs = typeof recorded === 'number' ? recorded : dueTime(task, context);
  if (dueAtMs <= timers.now()) return null;
  if (typeof recorded !== 'number') state.waiting(dueAtMs);
  await timers.sleep(dueAtMs - timers.now(), cancellation);
  return null;
}

function dueTime(task: WaitTask, { evaluator, scope, timers }: OrchestratorContext): number {
  const dueAtMs = task.for === undefined ? pointInTime(evaluator.text(task.until ?? '', scope)) : timers.now() + evaluator.durationMs(task.for, scope);
  if (dueAtMs - timers.now() <= maxWaitMs) return dueAtMs;
  throw new TaskFailure('EXPRESSION_FAILED', 'a wait may last a year at most');
}

function pointInTime(text: string): number {
  const timeMs = Date.parse(text);
  if (Number.isFinite(timeMs)) return timeMs;
  throw new TaskFailure('EXPRESSION_FAILED', `until must give a time such as 2026-01-31T09:00:00Z, but gave ${JSON.stringify(text)}`);
}

async function waitForSignals(task: WaitTask, signal: string, context: OrchestratorContext): Promise<Json> {
  const { evaluator, scope, state } = context;
  const wanted = evaluator.wholeNumber(task.count, scope, 1);
  const validator = new SignalValidator(task, evaluator, scope);
  const progress = recordedProgress(state);
  state.waiting(progress as unknown as Json);
  const collector = new SignalCollector(task, wanted, validator, progress, context);
  return waitOutput(await collector.collect(evaluator.text(signal, scope)));
}

function recordedProgress({ state }: StateRecorder): WaitProgress {
  return (state?.progress ?? emptyProgress) as unknown as WaitProgress;
}

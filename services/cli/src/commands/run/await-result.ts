import { setTimeout as sleep } from 'node:timers/promises';
import type { RunResult, StartedRun } from '@octavo/client';
import type { Engine } from '../../engine/engine';
import type { RunReporter } from './run-reporter';

/** A worker that is there takes a run within milliseconds. */
const PATIENCE_MS = 3_000;
/** Of a run that nobody has taken: that it was started, and that its first workflow task was scheduled. */
const EVENTS_OF_A_START = 2;

type Log = Pick<RunReporter, 'log'>;

/** Waits for the end of a run. Works on it here when the worker that it was left to does not take it. */
export async function awaitResult(engine: Engine, run: StartedRun, reporter: Log): Promise<RunResult> {
  const end = engine.client.result(run.workflowId, { runId: run.runId });
  return Promise.race([end, takeOver(engine, run, reporter).then(() => end)]);
}

async function takeOver({ client, workHere }: Engine, run: StartedRun, reporter: Log): Promise<void> {
  if (workHere === undefined) return;
  await sleep(PATIENCE_MS, undefined, { ref: false });
  const { historyLength } = await client.temporal.workflow.getHandle(run.workflowId, run.runId).describe();
  if (historyLength > EVENTS_OF_A_START) return;
  reporter.log('INFO', 'No other worker takes the run: working on it here.');
  await workHere();
}

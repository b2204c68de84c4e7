import { setTimeout as sleep } from 'node:timers/promises';
import type { RunResult, StartedRun } from '@octavo/client';
import type { Engine } from '../../engine/engine';

/** A worker that is there takes a run within milliseconds. */
const PATIENCE_MS = 3_000;
/** Of a run that nobody has taken: that it was started, and that its first workflow task was scheduled. */
const EVENTS_OF_A_START = 2;

/** Waits for the end of a run. Calls `onUntouched` when the workers that it was left to do not take it. */
export async function awaitResult(engine: Engine, run: StartedRun, onUntouched: () => void): Promise<RunResult> {
  const over = new AbortController();
  if (engine.own === 'nothing') watch(engine, run, { signal: over.signal, onUntouched }).catch(() => undefined);
  try {
    return await engine.client.result(run.workflowId, { runId: run.runId });
  } finally {
    over.abort();
  }
}

interface Watch {
  readonly signal: AbortSignal;
  readonly onUntouched: () => void;
}

async function watch(
  { client }: Engine,
  { workflowId, runId }: StartedRun,
  { signal, onUntouched }: Watch,
): Promise<void> {
  await sleep(PATIENCE_MS, undefined, { ref: false, signal });
  const { historyLength } = await client.temporal.workflow.getHandle(workflowId, runId).describe();
  if (historyLength <= EVENTS_OF_A_START) onUntouched();
}

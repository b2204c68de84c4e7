import { setTimeout as sleep } from 'node:timers/promises';
import type { RunResult, StartedRun } from '@octavo/client';
import type { Engine } from '../../engine/engine';

/** A worker that is there takes a run within milliseconds. */
const PATIENCE_MS = 3_000;
/** Of a run that nobody has taken: that it was started, and that its first workflow task was scheduled. */
const EVENTS_OF_A_START = 2;

/** Waits for the end of a run. Says so when the workers that it was left to do not take it. */
export async function awaitResult(
  engine: Engine,
  { workflowId, runId }: StartedRun,
  tellUntouched: () => void,
): Promise<RunResult> {
  const over = new AbortController();
  const hint = engine.own === 'nothing' ? afterPatience(over.signal, isUntouched) : undefined;
  hint?.then((isTrue) => (isTrue ? tellUntouched() : undefined)).catch(() => undefined);
  try {
    return await engine.client.result(workflowId, { runId });
  } finally {
    over.abort();
  }

  async function isUntouched(): Promise<boolean> {
    const { historyLength } = await engine.client.temporal.workflow.getHandle(workflowId, runId).describe();
    return historyLength <= EVENTS_OF_A_START;
  }
}

async function afterPatience(signal: AbortSignal, ask: () => Promise<boolean>): Promise<boolean> {
  await sleep(PATIENCE_MS, undefined, { ref: false, signal });
  return ask();
}

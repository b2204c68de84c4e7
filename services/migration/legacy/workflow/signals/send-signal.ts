import { type Json, type SignalBuffer, type SignalTarget, TaskFailure } from '@octavo/orchestrators';
import { getExternalWorkflowHandle, workflowInfo } from '@temporalio/workflow';
import type { PreparedSignal } from '../../contracts/create-state';
import { isOwnCancellation } from '../cancellation';
import { loadPlan, working } from '../engine-activities';
import { toTaskFailure } from '../engine-failures';
import { ENVELOPE_SIGNAL, toSignal } from './signal-inbox';

type Envelope = { readonly name: string; readonly id: string; readonly payload: Json; readonly sender: string };

/** Sends a signal, and returns the ids of the runs that received it. The sender is this run's workflow id. */
export async function sendSignal(request: PreparedSignal, own: SignalBuffer): Promise<readonly string[]> {
  const { signal, signalId, payload, to } = request;
  const envelope: Envelope = { name: signal, id: signalId, payload, sender: workflowInfo().workflowId };
  if ('start' in to) return await startAndSignal(to.start, envelope);
  const recipients = recipientsOf(to);
  const sent = await Promise.all(recipients.map(({ workflowId, runId }) => deliver(workflowId, runId, envelope, own)));
  return recipients.filter((_, index) => sent[index]).map(({ workflowId }) => workflowId);
}

function recipientsOf(
  to: Exclude<SignalTarget, { start: unknown }>,
): readonly { workflowId: string; runId?: string }[] {
  const { workflowId, parent } = workflowInfo();
  if ('workflowId' in to) return [to];
  if ('self' in to) return [{ workflowId }];
  if ('parent' in to) return parent === undefined ? [] : [{ workflowId: parent.workflowId, runId: parent.runId }];
  return (to.workflowIds ?? []).map((id) => ({ workflowId: id }));
}

async function startAndSignal(
  start: Extract<SignalTarget, { start: unknown }>['start'],
  envelope: Envelope,
): Promise<readonly string[]> {
  const { definition: definitionId, workflowId, input } = start;
  const { taskQueue } = workflowInfo();
  const loaded = await loadPlan({ definitionId, input });
  if ('problems' in loaded) {
    if (loaded.code === 'DEFINITION_NOT_FOUND') return [];
    throw new TaskFailure(loaded.code, loaded.problems.map(({ message }) => message).join('\n'));
  }
  const request = { definitionId, workflowId, input, taskQueue, signal: ENVELOPE_SIGNAL, envelope };
  return [(await working.startAndSignalLegacy(request)).workflowId];
}

/** False if no run with that id is open. */
async function deliver(
  workflowId: string,
  runId: string | undefined,
  envelope: Envelope,
  own: SignalBuffer,
): Promise<boolean> {
  if (workflowId === workflowInfo().workflowId) {
    own.receive(toSignal(envelope));
    return true;
  }
  try {
    await getExternalWorkflowHandle(workflowId, runId).signal(ENVELOPE_SIGNAL, envelope);
    return true;
  } catch (thrown) {
    if (isOwnCancellation(thrown)) throw thrown;
    if (thrown instanceof Error && thrown.message.includes('not found')) return false;
    throw toTaskFailure(thrown, 1);
  }
}

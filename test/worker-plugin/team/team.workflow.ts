// The workflows of a team that adds Octavo to its worker.
import {
  ApplicationFailure,
  condition,
  defineSignal,
  patched,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  upsertMemo,
  uuid4,
} from '@temporalio/workflow';
import type { TeamActivities } from './team-activities';

const { charge, decline } = proxyActivities<TeamActivities>({ startToCloseTimeout: '1 minute' });
const local = proxyLocalActivities<TeamActivities>({ startToCloseTimeout: '5s' });

export const approve = defineSignal<[by: string]>('approve');

let runsOfThisModule = 0;

/** Uses most features of Temporal. Returns values that would change if Octavo affected the workflow. */
export async function teamOrder(order: { readonly amount: number }, bytes: Uint8Array): Promise<object> {
  let approvedBy: string | undefined;
  setHandler(approve, (by) => void (approvedBy = by));
  runsOfThisModule += 1;
  const charged = await charge(order.amount);
  const alsoCharged = await local.charge(order.amount);
  const isPatched = patched('team-patch');
  await sleep(1);
  upsertMemo({ charged });
  await condition(() => approvedBy !== undefined);
  const idLength = uuid4().length;
  return { charged, alsoCharged, isPatched, approvedBy, bytes: [...bytes], idLength, runsOfThisModule };
}

export async function teamFails(): Promise<void> {
  throw ApplicationFailure.nonRetryable('secret text of a failure', 'TEAM_FAILED', { why: 'of no account' });
}

/** Calls its activity with an argument like a request of Octavo. */
export async function teamDeclined(): Promise<void> {
  await decline({ path: 'a', action: 'b', plan: { id: 'octavos' } });
}

/** Waits for ever, so that `__stack_trace` shows it. */
export async function teamWaits(): Promise<void> {
  await condition(() => false);
}

import { sleep } from '@temporalio/workflow';

/** Has the name of Octavo's workflow and does something else: what it leaves in a history does not replay with ours. */
export async function octavoRun(): Promise<void> {
  await sleep('1 day');
}

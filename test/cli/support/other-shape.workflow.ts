import { sleep } from '@temporalio/workflow';

/** Has the name of Octavo's workflow but other code: its history does not replay on Octavo's code. */
export async function octavoRun(): Promise<void> {
  await sleep('1 day');
}

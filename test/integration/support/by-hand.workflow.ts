import { proxyActivities } from '@temporalio/workflow';

const { echo } = proxyActivities<{ echo(value: number): Promise<number> }>({ startToCloseTimeout: '1m' });

/** Hand-written code for ten activities in a row. */
export async function tenActivities(): Promise<void> {
  for (let index = 0; index < 10; index += 1) await echo(index);
}

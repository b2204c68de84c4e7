// What somebody would write without Octavo, as plainly as Temporal allows.
import { condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { HandActivities } from './activities';

const { echo } = proxyActivities<HandActivities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 3 } });
const local = proxyLocalActivities<HandActivities>({ startToCloseTimeout: '5s', retry: { maximumAttempts: 3 } });

interface Value {
  readonly value: number;
}

/** Ten activities one after the other, each given the result of the one before. */
export async function tenActivities(input: Value): Promise<Value> {
  let result = input;
  for (let index = 0; index < 10; index += 1) result = await echo({ value: result.value + 1 });
  return result;
}

/** The same with local activities. */
export async function tenLocalActivities(input: Value): Promise<Value> {
  let result = input;
  for (let index = 0; index < 10; index += 1) result = await local.echo({ value: result.value + 1 });
  return result;
}

/** Does nothing. */
export async function empty(input: Value): Promise<Value> {
  return input;
}

/** A hundred activities at the same time. */
export async function hundredActivities(input: Value): Promise<readonly Value[]> {
  return await Promise.all(Array.from({ length: 100 }, (_, index) => echo({ value: input.value + index })));
}

/** Waits for ever. */
export async function idle(): Promise<void> {
  await condition(() => false);
}

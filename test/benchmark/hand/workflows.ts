// The simplest workflows without Octavo for the same work.
import { condition, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { HandActivities } from './activities';

const { echo } = proxyActivities<HandActivities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 3 } });
const local = proxyLocalActivities<HandActivities>({ startToCloseTimeout: '5s', retry: { maximumAttempts: 3 } });

interface Value {
  readonly value: number;
}

/** Ten activities in sequence, each with the result of the previous one. */
export async function tenActivities(input: Value): Promise<Value> {
  let result = input;
  for (let index = 0; index < 10; index += 1) result = await echo({ value: result.value + 1 });
  return result;
}

/** As `tenActivities`, with local activities. */
export async function tenLocalActivities(input: Value): Promise<Value> {
  let result = input;
  for (let index = 0; index < 10; index += 1) result = await local.echo({ value: result.value + 1 });
  return result;
}

/** Does nothing. */
export async function empty(input: Value): Promise<Value> {
  return input;
}

/** A hundred parallel activities. */
export async function hundredActivities(input: Value): Promise<readonly Value[]> {
  return await Promise.all(Array.from({ length: 100 }, (_, index) => echo({ value: input.value + index })));
}

/** Waits forever. */
export async function idle(): Promise<void> {
  await condition(() => false);
}

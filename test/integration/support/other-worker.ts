import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { testServerAddress } from './test-worker';

/** Starts a worker without Octavo, with its own activities on `taskQueue`. Returns a function that stops it. */
export async function startOtherWorker(taskQueue: string): Promise<() => Promise<void>> {
  const connection = await NativeConnection.connect({ address: testServerAddress() });
  const worker = await Worker.create({ connection, taskQueue, activities: createActivities() });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
}

function createActivities(): Record<string, (...args: never[]) => Promise<unknown>> {
  let attempts = 0;
  return {
    add: async (a: number, b: number) => a + b,
    nothing: async () => undefined,
    decline: async () => {
      throw ApplicationFailure.create({
        type: 'CARD_DECLINED',
        message: 'no money',
        details: [{ missing: 5 }],
        nonRetryable: true,
      });
    },
    wobble: async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('not yet');
      return attempts;
    },
    sleeper: async () => await Context.current().cancelled,
    // A name that every object has must work like any other.
    toString: async () => 'text',
  };
}

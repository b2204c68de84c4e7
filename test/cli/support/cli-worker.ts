import { randomUUID } from 'node:crypto';
import { cleanEnvironment } from '../../setup/clean-environment';
import { invoke, type Invocation } from './invoke';

/** `octavo worker` in this process, and the environment for other commands to use its server and task queue. */
export interface CliWorker {
  readonly env: NodeJS.ProcessEnv;
  /** Stops it with Ctrl-C, and returns its output. */
  readonly stop: () => Promise<Invocation>;
}

/** The environment of the test server, with a task queue of its own. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const address = process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'];
  if (address === undefined) throw new Error('OCTAVO_TEST_TEMPORAL_ADDRESS is not set: run this by jest.');
  return {
    ...cleanEnvironment(),
    TEMPORAL_ADDRESS: address,
    OCTAVO_TASK_QUEUE: `cli-${randomUUID()}`,
  };
}

/** Starts `octavo worker` and returns when it polls. `more`: additional environment variables. */
export async function startCliWorker(more: NodeJS.ProcessEnv = {}): Promise<CliWorker> {
  const env = { ...serverEnvironment(), ...more };
  let ended: Promise<Invocation> | undefined;
  let interrupt: () => void = () => undefined;
  await new Promise<void>((resolve, reject) => {
    ended = invoke(['worker'], {
      env,
      onInterruptible: (send) => (interrupt = send),
      onStderr: (text) => (text.includes('Working on') ? resolve() : undefined),
    });
    ended.then(({ stderr }) => reject(new Error(stderr)), reject);
  });
  const stop = async (): Promise<Invocation> => {
    interrupt();
    return (await ended) as Invocation;
  };
  return { env, stop };
}

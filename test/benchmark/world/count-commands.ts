import { Redis } from 'ioredis';
import type { WorkerProcess } from './worker-process';

/**
 * How many commands Redis gets while `work` goes on, what scripts call there not counted; undefined for a worker that
 * does not use it. All that Redis gets is counted, so nobody else may use it meanwhile.
 */
export async function countCommands(
  { redisUrl }: WorkerProcess,
  work: () => Promise<void>,
): Promise<number | undefined> {
  if (redisUrl === undefined) {
    await work();
    return undefined;
  }
  const client = new Redis(redisUrl);
  const monitor = await client.monitor();
  let commands = 0;
  const ended = new Promise<void>((resolve) => {
    monitor.on('monitor', (_time: string, args: readonly string[], source: string) => {
      if (args[1] === END) resolve();
      else if (source !== 'lua') commands += 1;
    });
  });
  await work();
  // What Redis tells comes in order: after this, everything before it has come.
  await client.echo(END);
  await ended;
  monitor.disconnect();
  client.disconnect();
  return commands;
}

const END = 'octavo-bench-end';

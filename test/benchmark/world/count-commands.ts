import { Redis } from 'ioredis';
import type { WorkerProcess } from './worker-process';

/**
 * The number of commands to Redis during `work`, without commands inside scripts; undefined for a worker without Redis. All
 * commands are counted, so no other client may use Redis meanwhile.
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
  // Messages of Redis arrive in order: after this one, all earlier ones have arrived.
  await client.echo(END);
  await ended;
  monitor.disconnect();
  client.disconnect();
  return commands;
}

const END = 'octavo-bench-end';

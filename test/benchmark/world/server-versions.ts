import type { Connection } from '@temporalio/client';
import { Redis } from 'ioredis';

/** Versions of the servers of a measurement. */
export interface ServerVersions {
  readonly temporal: string;
  readonly redis: string;
}

export async function readVersions({ workflowService }: Connection, redisUrl: string): Promise<ServerVersions> {
  const { serverVersion } = await workflowService.getSystemInfo({});
  const redis = new Redis(redisUrl);
  const info = await redis.info('server');
  redis.disconnect();
  return { temporal: serverVersion ?? 'unknown', redis: /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown' };
}

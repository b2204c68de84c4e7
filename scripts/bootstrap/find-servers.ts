import { locateTemporal, messageOf } from '@octavo/temporal-server';
import { findRedis } from '../../test/setup/find-redis';

/** Finds or installs the servers for the tests, so that later steps find them at once. */
async function findServers(): Promise<void> {
  const context = { env: process.env, onProgress: (line: string) => void process.stderr.write(`${line}\n`) };
  try {
    if (!process.env['REDIS_URL'] && !process.env['OCTAVO_TEST_REDIS_URL']) await findRedis(context);
    await locateTemporal(context);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 2;
  }
}

void findServers();

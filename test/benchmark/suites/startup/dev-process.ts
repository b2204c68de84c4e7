import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, type GuardedProcess, startGuardedProcess } from '@octavo/temporal-server';
import { cleanEnvironment } from '../../../setup/clean-environment';
import type { StartupProject } from './startup-project';

/** A running `octavo dev`. */
export interface DevProcess {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts `octavo dev` on free ports; resolves when its worker is ready. @throws Error if it ends before */
export async function startDev({ plain: cwd, installed }: StartupProject): Promise<DevProcess> {
  const [port, uiPort] = [await findFreePort(), await findFreePort()];
  const args = installed('dev', '--memory', '--port', `${port}`, '--ui-port', `${uiPort}`);
  const env = cleanEnvironment();
  const dev = await startGuardedProcess({ command: process.execPath, args, cwd, env });
  await untilReady(dev);
  return { address: `127.0.0.1:${port}`, stop: () => dev.stop() };
}

async function untilReady({ ended, lastOutput }: GuardedProcess): Promise<void> {
  let end: string | undefined;
  void ended.then((how) => (end = how));
  while (!lastOutput().includes('is ready')) {
    if (end !== undefined) throw new Error(`octavo dev did not get ready, ${end}:\n${lastOutput()}`);
    await sleep(50);
  }
}

import { join } from 'node:path';
import { messageOf, withInstallLock } from '@octavo/temporal-server';
import { CliError } from '../../cli-error';
import { type DevFile, devFilePath, findStartedDev, makeDevFolder, writeDevFile } from '../../engine/dev-file';
import { type Invoked, octavoCommand } from '../../octavo-command';
import { exitCodes } from '../../exit-codes';

/** How long the lock of a process that was killed while it looked delays the next one. */
const STALE_MS = 2_000;

/**
 * Writes the file of a folder's `octavo dev`, while no other process does the same. Gives the reason where it cannot be
 * written.
 *
 * @throws CliError DEV_ALREADY_RUNNING
 */
export async function claimFolder(folder: string, dev: DevFile, invoked: Invoked): Promise<string | undefined> {
  const other = await makeDevFolder(folder)
    .then(() => lookAndWrite(folder, dev))
    .catch(messageOf);
  if (typeof other === 'object') throw alreadyRunning(folder, other, invoked);
  return other;
}

function lookAndWrite(folder: string, dev: DevFile): Promise<DevFile | string | undefined> {
  return withInstallLock(join(folder, '.octavo', 'dev.lock'), {
    onWait: () => undefined,
    staleMs: STALE_MS,
    install: async () => (await findStartedDev(folder)) ?? writeDevFile(folder, dev),
  });
}

function alreadyRunning(folder: string, { pid, address, namespace }: DevFile, invoked: Invoked): CliError {
  const message = `\`octavo dev\` already runs for ${folder}: process ${pid}, server ${address}, namespace ${namespace}.`;
  const advice = `${octavoCommand('run FILE', invoked)} uses it. To start it anew, end it first: Ctrl-C where it runs, or \`kill ${pid}\`.`;
  const otherwise = `If process ${pid} is another program, delete ${devFilePath(folder)}.`;
  return new CliError('DEV_ALREADY_RUNNING', `${message}\n${advice}\n${otherwise}`, {
    exitCode: exitCodes.unavailable,
  });
}

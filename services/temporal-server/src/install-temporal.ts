import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildTemporal } from './build-temporal';
import { downloadTemporal } from './download-temporal';
import { isExecutableFile } from './find-on-path';
import { withInstallLock } from './install-lock';
import { probeTemporal } from './probe-temporal';
import { TEMPORAL_CLI_VERSION } from './server-version';
import { TemporalUnavailableError } from './temporal-unavailable-error';

type Progress = (line: string) => void;

/** Puts a Temporal CLI at `target` by download or by build; concurrent callers wait for the first. */
export async function installTemporal(target: string, env: NodeJS.ProcessEnv, onProgress: Progress): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  const sayWaiting = (pid: number): void =>
    onProgress(`Another process (${pid}) is installing Temporal; waiting for it.`);
  return withInstallLock(`${target}.lock`, sayWaiting, async () => {
    if (!isExecutableFile(target)) await installInto(target, env, onProgress);
    return target;
  });
}

async function installInto(target: string, env: NodeJS.ProcessEnv, onProgress: Progress): Promise<void> {
  const folder = await mkdtemp(join(dirname(target), 'install-'));
  try {
    const executable = await obtain(folder, env, onProgress);
    await rename(executable, target);
    onProgress(`Temporal is ready at ${target}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function obtain(folder: string, env: NodeJS.ProcessEnv, onProgress: Progress): Promise<string> {
  const failures: string[] = [];
  onProgress(`Downloading Temporal's CLI ${TEMPORAL_CLI_VERSION}.`);
  try {
    return await check(await downloadTemporal(folder, env));
  } catch (error) {
    failures.push(`the download failed (${messageOf(error)})`);
    onProgress(`The download is not possible here (${messageOf(error)}).`);
  }
  try {
    return await check(await buildTemporal(folder, env, onProgress));
  } catch (error) {
    failures.push(`the build with Go failed (${messageOf(error)})`);
  }
  throw new TemporalUnavailableError(
    `No Temporal server: ${failures.join(' and ')}; install the Temporal CLI (https://docs.temporal.io/cli) on PATH, ` +
      'or Go 1.25 or newer, or name an executable in OCTAVO_TEMPORAL_CLI, or a running server in TEMPORAL_ADDRESS.',
  );
}

async function check(path: string): Promise<string> {
  const probe = await probeTemporal(path);
  if (!probe.isUsable) throw new Error(probe.reason);
  return path;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

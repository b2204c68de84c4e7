import { findOnPath, isExecutableFile } from './find-on-path';
import { installTemporal } from './install-temporal';
import { probeTemporal } from './probe-temporal';
import { cachedTemporalPath } from './temporal-cache';
import { TemporalUnavailableError } from './temporal-unavailable-error';

/** What `locateTemporal` looks at, and whom it tells. */
export interface LocateOptions {
  /** Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Gets a line of text whenever something takes time or is passed over. */
  readonly onProgress?: (line: string) => void;
}

/**
 * The path of a Temporal CLI, by this order: `OCTAVO_TEMPORAL_CLI`, `temporal` on PATH, this user's cache, the
 * official download, a build with Go. Fails with a TemporalUnavailableError that says what to do.
 */
export async function locateTemporal({
  env = process.env,
  onProgress = () => undefined,
}: LocateOptions = {}): Promise<string> {
  const named = env['OCTAVO_TEMPORAL_CLI'];
  if (named) return requireNamed(named);
  return (
    (await findUsableOnPath(env, onProgress)) ??
    findInCache(env) ??
    installTemporal(cachedTemporalPath(env), env, onProgress)
  );
}

async function requireNamed(path: string): Promise<string> {
  const probe = await probeTemporal(path);
  if (probe.isUsable) return path;
  throw new TemporalUnavailableError(
    `OCTAVO_TEMPORAL_CLI is of no use: ${probe.reason}; let it name an executable of Temporal's CLI, or unset it.`,
  );
}

async function findUsableOnPath(
  env: NodeJS.ProcessEnv,
  onProgress: (line: string) => void,
): Promise<string | undefined> {
  const path = findOnPath('temporal', env);
  if (path === undefined) return undefined;
  const probe = await probeTemporal(path);
  if (probe.isUsable) return path;
  onProgress(`Passing over the Temporal CLI on PATH: ${probe.reason}.`);
  return undefined;
}

function findInCache(env: NodeJS.ProcessEnv): string | undefined {
  const path = cachedTemporalPath(env);
  return isExecutableFile(path) ? path : undefined;
}

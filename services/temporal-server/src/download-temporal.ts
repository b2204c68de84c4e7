import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type * as undici from 'undici';
import type { CacheContext } from './cached-executable';
import { type DownloadSource, readMirror, readProxies } from './download-settings';
import { runCommand } from './run-command';
import { PLATFORM, type TemporalRelease } from './temporal-release';
import { throttled } from './throttled';
import { verifySha256 } from './verify-sha256';

const OFFICIAL_ARCHIVE = 'https://temporal.download/cli/archive';
const ANSWER_TIMEOUT_MS = 5_000;
const STALL_TIMEOUT_MS = 10_000;
const FILE_NAME = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/**
 * Downloads the official archive into `folder`, through the proxy of the environment, and unpacks it there. Returns the
 * path of the verified executable. `OCTAVO_TEMPORAL_DOWNLOAD` is the URL of a mirror, or `off`.
 *
 * @throws Error if no answer comes within five seconds, if no byte arrives for ten, or if a SHA-256 differs from the pinned one
 */
export async function downloadTemporal(
  folder: string,
  release: TemporalRelease,
  { env, onProgress }: CacheContext,
): Promise<string> {
  const base = env['OCTAVO_TEMPORAL_DOWNLOAD'] || OFFICIAL_ARCHIVE;
  if (base === 'off') throw new Error('OCTAVO_TEMPORAL_DOWNLOAD is off');
  const { [PLATFORM]: executableHash } = release.executables;
  const { [PLATFORM]: archiveHash } = release.archives;
  if (executableHash === undefined && archiveHash === undefined) throw new Error(`there is no release for ${PLATFORM}`);
  const archive = join(folder, 'temporal-archive');
  onProgress(`Downloading Temporal's CLI ${release.version}.`);
  const { url, headers } = readMirror(base);
  await fetchToFile({ url: `${url}/v${release.version}?${platformQuery()}`, headers }, archive, { env, onProgress });
  if (archiveHash !== undefined) await verifySha256(archive, archiveHash);
  // `o`: the file belongs to this user, even if root unpacks it.
  await runCommand({ command: 'tar', args: ['-xof', archive, '-C', folder, FILE_NAME], env });
  const executable = join(folder, FILE_NAME);
  if (executableHash !== undefined) await verifySha256(executable, executableHash);
  return executable;
}

function platformQuery(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return `platform=${platform}&arch=${arch}`;
}

async function fetchToFile(
  { url, headers }: DownloadSource,
  path: string,
  { env, onProgress }: CacheContext,
): Promise<void> {
  const { EnvHttpProxyAgent, fetch } = loadHttpClient();
  const dispatcher = new EnvHttpProxyAgent(readProxies(env));
  const abort = new AbortController();
  let watch = setTimeout(() => abort.abort(new Error('no answer in time')), ANSWER_TIMEOUT_MS);
  const report = throttled(onProgress);
  let bytes = 0;
  const onBytes = (count: number): void => {
    clearTimeout(watch);
    watch = setTimeout(() => abort.abort(new Error('the download stalled')), STALL_TIMEOUT_MS);
    bytes += count;
    report(`  … ${Math.round(bytes / 1_000_000)} MB`);
  };
  try {
    const response = await fetch(url, { headers, signal: abort.signal, dispatcher });
    if (!response.ok || response.body === null) throw new Error(`HTTP status ${response.status}`);
    onBytes(0);
    const count = async function* (chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
      for await (const chunk of chunks) {
        onBytes(chunk.byteLength);
        yield chunk;
      }
    };
    await pipeline(response.body, count, createWriteStream(path), { signal: abort.signal });
  } finally {
    clearTimeout(watch);
    await dispatcher.destroy();
  }
}

// Loaded only for a download, because almost every start finds an executable.
const loadHttpClient = () => require('undici') as typeof undici;

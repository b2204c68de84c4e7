import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runCommand } from './run-command';
import { TEMPORAL_CLI_VERSION } from './server-version';

const OFFICIAL_ARCHIVE = 'https://temporal.download/cli/archive';
const ANSWER_TIMEOUT_MS = 5_000;
const STALL_TIMEOUT_MS = 10_000;

/**
 * Downloads the official archive into `folder` and unpacks it there; the result is the executable's path. It gives up
 * when no answer has come within five seconds or no byte for ten. `OCTAVO_TEMPORAL_DOWNLOAD` names a mirror, or `off`.
 */
export async function downloadTemporal(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const base = env['OCTAVO_TEMPORAL_DOWNLOAD'] ?? OFFICIAL_ARCHIVE;
  if (base === 'off') throw new Error('the download is switched off by OCTAVO_TEMPORAL_DOWNLOAD');
  const isWindows = process.platform === 'win32';
  const archive = join(folder, isWindows ? 'temporal.zip' : 'temporal.tar.gz');
  await fetchToFile(`${base}/v${TEMPORAL_CLI_VERSION}?${platformQuery()}`, archive);
  await runCommand({ command: 'tar', args: ['-xf', archive, '-C', folder], env });
  return join(folder, isWindows ? 'temporal.exe' : 'temporal');
}

function platformQuery(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return `platform=${platform}&arch=${arch}`;
}

async function fetchToFile(url: string, path: string): Promise<void> {
  const abort = new AbortController();
  let watch = setTimeout(() => abort.abort(new Error('no answer in time')), ANSWER_TIMEOUT_MS);
  const restartWatch = (): void => {
    clearTimeout(watch);
    watch = setTimeout(() => abort.abort(new Error('the download stalled')), STALL_TIMEOUT_MS);
  };
  try {
    const response = await fetch(url, { signal: abort.signal });
    if (!response.ok || response.body === null) throw new Error(`HTTP status ${response.status}`);
    restartWatch();
    const progress = new Transform({ transform: (chunk, _encoding, done) => (restartWatch(), done(null, chunk)) });
    await pipeline(Readable.fromWeb(response.body as never), progress, createWriteStream(path), {
      signal: abort.signal,
    });
  } finally {
    clearTimeout(watch);
  }
}

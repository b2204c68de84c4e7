import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CacheContext } from './cached-executable';
import { findOnPath } from './find-on-path';
import { runCommand } from './run-command';
import { BUILT_CLI_VERSION } from './temporal-release';
import { throttled } from './throttled';

const CLI_PACKAGE = 'github.com/temporalio/cli/cmd/temporal';

/** Builds Temporal's CLI into `folder` from this package's go.mod. Takes about two minutes on two cores. */
export async function buildTemporal(folder: string, { env, onProgress }: CacheContext): Promise<string> {
  const go = findOnPath('go', env);
  if (go === undefined) throw new Error('there is no Go on PATH');
  const target = join(folder, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
  onProgress(
    `Building Temporal's CLI ${BUILT_CLI_VERSION} with Go, once for this user. This takes two to five minutes.`,
  );
  await runCommand({
    command: go,
    args: ['build', '-v', '-trimpath', '-ldflags=-s -w', '-o', target, CLI_PACKAGE],
    cwd: findModuleFolder(__dirname),
    // Without cgo, no C compiler is needed. GOWORK and GOFLAGS may be set for other projects.
    env: { ...env, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' },
    onLine: countPackages(onProgress),
  });
  return target;
}

function findModuleFolder(from: string): string {
  if (existsSync(join(from, 'go.mod'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('the go.mod of @octavo/temporal-server is missing');
  return findModuleFolder(parent);
}

function countPackages(onProgress: (line: string) => void): (line: string) => void {
  let downloaded = 0;
  let compiled = 0;
  const report = throttled(onProgress);
  return (line) => {
    if (line.startsWith('go: downloading')) downloaded += 1;
    else compiled += 1;
    report(`  … ${downloaded} modules downloaded, ${compiled} packages compiled`);
  };
}

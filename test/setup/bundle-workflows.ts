import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { rememberServer } from './started-servers';

const ENTRY = join(__dirname, '../../workflows/index.ts');

/** Bundles the workflow code once for all tests: `OCTAVO_TEST_BUNDLE` is the path of the bundle. */
export async function bundleWorkflows(): Promise<void> {
  if (process.env['OCTAVO_TEST_BUNDLE'] || !existsSync(ENTRY)) return;
  const warnings: string[] = [];
  const ignore = (): void => undefined;
  const warn = (message: string): void => void warnings.push(message);
  const logger = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn, error: warn };
  const { code } = await bundleWorkflowCode({ workflowsPath: ENTRY, logger }).catch((error: unknown) => {
    throw new Error(`The workflow code cannot be bundled: ${warnings.join('\n')}`, { cause: error });
  });
  const folder = await mkdtemp(join(tmpdir(), 'octavo-bundle-'));
  await writeFile(join(folder, 'workflow-bundle.js'), code);
  rememberServer({ stop: () => rm(folder, { recursive: true, force: true }) });
  process.env['OCTAVO_TEST_BUNDLE'] = join(folder, 'workflow-bundle.js');
}

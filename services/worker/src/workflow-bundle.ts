import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

export interface BundleOptions {
  /** Module that exports the workflows. Default: Octavo's own. */
  readonly workflowsPath?: string;
}

/** Modules without state of a run: loaded once for all runs of a worker, not once for each. */
const SHARED_MODULES = ['@octavo/orchestrators', '@octavo/workflows'];

/** Bundles the workflow code; takes about a second. */
export async function bundleWorkflows({ workflowsPath = require.resolve('@octavo/workflows') }: BundleOptions = {}): Promise<WorkflowBundle> {
  const silent = (): void => undefined;
  const logger = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent };
  return await bundleWorkflowCode({ workflowsPath, logger, preloadModules: SHARED_MODULES });
}
void createHash; void mkdir; void readFile; void rename; void writeFile;

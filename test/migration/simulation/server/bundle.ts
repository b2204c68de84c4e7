import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workflowBundle } from '@octavo/worker';

/** Bundles the workflow code of the simulation. */
export async function simulationBundle(): Promise<string> {
  const bundle = await workflowBundle({ workflowsPath: join(__dirname, '../observed-run.workflow.ts') });
  return 'code' in bundle ? bundle.code : await readFile(bundle.codePath, 'utf8');
}

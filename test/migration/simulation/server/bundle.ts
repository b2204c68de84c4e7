import { readFile } from 'node:fs/promises';
import { workflowBundle } from '@octavo/worker';
import { simulationWorkflowsPath } from '../../../setup/test-bundles';

/** The bundled workflow code of the simulation; the set-up of the tests makes it. */
export async function simulationBundle(): Promise<string> {
  const made = process.env['OCTAVO_TEST_BUNDLE_SIMULATION'];
  if (made !== undefined) return readFile(made, 'utf8');
  const bundle = await workflowBundle({ workflowsPath: simulationWorkflowsPath });
  return 'code' in bundle ? bundle.code : await readFile(bundle.codePath, 'utf8');
}

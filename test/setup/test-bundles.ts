import { join } from 'node:path';
import { migrationWorkflowsPath } from '@octavo/migration';
import { legacyWorkflowsPath } from '@octavo/migration/legacy';

export const simulationWorkflowsPath = join(__dirname, '../migration/simulation/observed-run.workflow.ts');

/** The workflow code of the tests: each module is bundled once for all, and the variable has the path of its bundle. */
export const testBundles: readonly (readonly [variable: string, workflowsPath: string])[] = [
  ['OCTAVO_TEST_BUNDLE', require.resolve('@octavo/workflows')],
  ['OCTAVO_TEST_BUNDLE_LEGACY', legacyWorkflowsPath],
  ['OCTAVO_TEST_BUNDLE_MIGRATION', migrationWorkflowsPath],
  ['OCTAVO_TEST_BUNDLE_SIMULATION', simulationWorkflowsPath],
];

/** The bundle that jest's set-up made, with counters where coverage is measured. */
export function testBundle(workflowsPath = require.resolve('@octavo/workflows')): { readonly codePath: string } {
  const variable = testBundles.find(([, path]) => path === workflowsPath)?.[0];
  const codePath = variable === undefined ? undefined : process.env[variable];
  if (codePath === undefined) throw new Error(`the set-up of the tests has bundled no ${workflowsPath}`);
  return { codePath };
}

// Preloaded into the bundle of a team's own workflows: adds Octavo's workflows.
import { setBesideOthers } from '../adapters/octavo-sinks';
import { octavoFlush, octavoRun } from '../index';
import { keepStacksOfOthers } from './promise-stacks';

/** The part of a bundle that the SDK uses. */
interface WorkflowBundle {
  importWorkflows: () => object;
  octavo?: typeof BESIDE_MARK;
}

/** A mark in the code of every bundle that has Octavo's workflows beside a team's. */
export const BESIDE_MARK = 'octavo-beside-workflows';

// This runs once for each sandbox, before the SDK freezes its globals. The team's workflows are still loaded for each run by
// `importWorkflows`, because they may keep state in their modules.
const bundle = Reflect.get(globalThis, '__TEMPORAL__') as WorkflowBundle;
const importOwn = bundle.importWorkflows;
// The team's own `octavoRun`, made by `createOctavoRun`, takes precedence: it may have more task types.
bundle.importWorkflows = () => ({ octavoRun, octavoFlush, ...importOwn() });
bundle.octavo = BESIDE_MARK;

setBesideOthers();
keepStacksOfOthers();

// Preloaded into the bundle of a team's own workflows: adds Octavo's workflows.
// From the entry only: in the published package it is the one other file, and a second copy of a module would run twice.
import { keepStacksOfOthers, octavoFlush, octavoRun, setBesideOthers } from '../index';

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

// Preloaded into a bundle that is made of a team's own workflows: adds Octavo's.
import { keepStacksOfOthers, octavoFlush, octavoRun, setBesideOthers } from '../index';

/** What the SDK asks a bundle for. */
interface WorkflowBundle {
  importWorkflows: () => object;
  octavo?: typeof BESIDE_MARK;
}

/** In the text of every bundle that has Octavo's workflows beside others. */
export const BESIDE_MARK = 'octavo-beside-workflows';

// Once for each sandbox, before the SDK freezes its globals. The workflows that `importWorkflows` gives are loaded for each
// run, as without Octavo: they may keep a state in their modules.
const bundle = Reflect.get(globalThis, '__TEMPORAL__') as WorkflowBundle;
const importOwn = bundle.importWorkflows;
// A team that exports an `octavoRun` of its own, made by `createOctavoRun`, has more task types in it.
bundle.importWorkflows = () => ({ octavoRun, octavoFlush, ...importOwn() });
bundle.octavo = BESIDE_MARK;

setBesideOthers();
keepStacksOfOthers();

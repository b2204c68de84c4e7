import { builtInOrchestrators } from '@octavo/orchestrators';
import { createOctavoRun, type OctavoRun } from '@octavo/workflows';
import { legacyEngine } from '../../legacy/bridge/legacy-engine';
import { migrate } from './migrate';

export { octavoFlush } from '@octavo/workflows';
export { octavoRollout } from '../../controller/octavo-rollout';

/** Workflow type `octavoRun`, with the old engine beside the new one for runs that take part in a migration. */
export const octavoRun: OctavoRun = createOctavoRun(
  builtInOrchestrators,
  migrate({
    oldEngine: legacyEngine,
  }),
);

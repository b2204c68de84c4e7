import type { WorkerAddition } from '@octavo/worker';
import type { Evidence } from '../contracts/evidence';
import type { FlagContext, FlagSnapshot } from '../contracts/flags';
import { createPromotionActivities } from '../controller/create-promotion-activities';
import { createLegacyActivities } from '../legacy/activities/create-legacy-activities';
import type { Rollout } from '../rollout/rollout';
import { Conductor } from './activities/conductor';
import { withMigration } from './activities/with-migration';

export interface MigrationOptions {
  /** Decides which engine runs a task. */
  readonly flags: { snapshot(context: FlagContext): Promise<FlagSnapshot> };
  /** Receives the evidence of runs. */
  readonly evidence: { record(evidence: Evidence): Promise<void> };
  /** Lets the worker run promotions (`octavoRollout`). Default: it runs none. */
  readonly rollout?: Pick<Rollout, 'step'>;
}

/** The module of the workflow code with both engines, for a bundle. */
export const migrationWorkflowsPath: string = require.resolve('@octavo/migration/workflow');

/** Makes the `addition` for `createOctavoWorker` that lets a worker run both engines. */
export function createMigration({ flags, evidence, rollout }: MigrationOptions): WorkerAddition {
  return {
    workflowsPath: migrationWorkflowsPath,
    activities: (parts) => {
      const conductor = new Conductor({ flags, evidence, canTellEngine: () => parts.hasSearchAttributes() });
      const carrying = withMigration(
        {
          ...parts.activities,
          ...createLegacyActivities(parts),
        },
        conductor,
      );
      return rollout === undefined ? carrying : { ...carrying, ...createPromotionActivities(rollout) };
    },
  };
}

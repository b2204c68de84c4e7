import type { WorkerAddition } from '@octavo/worker';
import type { Evidence } from '../contracts/evidence';
import type { FlagContext, FlagSnapshot } from '../contracts/flag-snapshot';
import type { AlongRequest } from '../contracts/along';
import { createLegacyActivities } from '../legacy/activities/create-legacy-activities';
import { Conductor } from './activities/conductor';
import { withMigration } from './activities/with-migration';

export interface MigrationOptions {
  /** What decides which engine runs a task. */
  readonly flags: { snapshot(context: FlagContext): Promise<FlagSnapshot> };
  /** Where runs tell how their tasks went. */
  readonly evidence: { record(evidence: Evidence): Promise<void> };
}

/** What makes a worker run both engines: give it to `createOctavoWorker` as `addition`. */
export function createMigration({ flags, evidence }: MigrationOptions): WorkerAddition {
  return {
    workflowsPath: require.resolve('./workflow/index'),
    activities: ({ activities, store, client, hasSearchAttributes }) => {
      const conductor = new Conductor({ flags, evidence, canTellEngine: hasSearchAttributes });
      return {
        ...withMigration(
          {
            ...activities,
            ...createLegacyActivities({ store, client }),
          },
          conductor,
        ),
        tellFlags: async (request: AlongRequest) => await conductor.deliver(request).reply(),
      };
    },
  };
}

import type { Rider } from '@octavo/workflows';
import { proxyLocalActivities } from '@temporalio/workflow';
import type { AlongRequest } from '../../contracts/along';
import type { MigrationActivities } from '../../contracts/migration-activities';

/** Sends the rider on a trip of its own, by a local activity: one event. Never rejects. */
export async function askForFlags(rider: Rider): Promise<void> {
  const { tellFlags } = proxyLocalActivities<MigrationActivities>({
    startToCloseTimeout: '2s',
    retry: { maximumAttempts: 1 },
  });
  const trip = rider.depart();
  const reply = await tellFlags(trip.along as unknown as AlongRequest).catch(() => undefined);
  trip.end(reply as unknown as Parameters<typeof trip.end>[0]);
}

import type { CarriesAlong } from '@octavo/activities';
import type { Json } from '@octavo/orchestrators';
import type { Rider } from '@octavo/workflows';

/** Attaches the data of the run's rider, if there is one, to the request, and gives it the reply. */
export async function withRider<Reply extends CarriesAlong>(
  rider: Rider | undefined,
  ask: (carried: CarriesAlong) => Promise<Reply>,
): Promise<Reply> {
  const trip = rider?.depart();
  let attached: Json | undefined;
  try {
    const reply = await ask(trip === undefined ? {} : { along: trip.along });
    attached = reply.along;
    return reply;
  } finally {
    trip?.end(attached);
  }
}

import type { CarriesAlong } from '@octavo/activities';
import type { Json } from '@octavo/orchestrators';
import type { Rider } from '@octavo/workflows';

/** Has the rider of the run, where there is one, go along with the request and the reply. */
export async function withRider<Reply extends CarriesAlong>(
  rider: Rider | undefined,
  ask: (carried: CarriesAlong) => Promise<Reply>,
): Promise<Reply> {
  const trip = rider?.depart();
  let told: Json | undefined;
  try {
    const reply = await ask(trip === undefined ? {} : { along: trip.along });
    told = reply.along;
    return reply;
  } finally {
    trip?.end(told);
  }
}

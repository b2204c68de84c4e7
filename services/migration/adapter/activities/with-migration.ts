import type { CarriesAlong, LoadPlanReply, LoadPlanRequest, OctavoActivities } from '@octavo/activities';
import { pack, requestIn, tenantOf } from '../carried';
import type { Conductor } from './conductor';

type Activity = (request: never) => Promise<unknown>;

/** Activities that carry evidence to the store of the rollout, and flags back, for runs that take part. */
export function withMigration<Activities extends OctavoActivities>(
  activities: Activities,
  conductor: Conductor,
): Activities {
  const carrying = Object.entries(activities).map(([name, activity]) => [name, carry(activity as Activity, conductor)]);
  return { ...Object.fromEntries(carrying), loadPlan: planning(activities, conductor) } as Activities;
}

/** The same activity for requests that carry something; all others go straight through. */
function carry(activity: Activity, conductor: Conductor): Activity {
  return async (request: CarriesAlong) => {
    if (request?.along === undefined) return await activity(request as never);
    const delivery = conductor.deliver(requestIn(request.along));
    const reply = (await activity(request as never)) as object;
    return { ...reply, along: await delivery.reply() };
  };
}

/** A run that has no plan yet is told that this worker takes part, unless it asked not to. */
function planning(activities: OctavoActivities, conductor: Conductor): OctavoActivities['loadPlan'] {
  return async ({ along, ...request }: LoadPlanRequest): Promise<LoadPlanReply> => {
    const reply = await activities.loadPlan(request);
    if ('problems' in reply || along === false) return reply;
    const { id: definition } = reply.plan;
    const told = await conductor.deliver({ definition, ...tenantOf(along) }).reply();
    return { ...reply, along: pack(told) };
  };
}

import type {
  CarriesAlong,
  CreateTaskStateRequest,
  LoadPlanReply,
  LoadPlanRequest,
  OctavoActivities,
} from '@octavo/activities';
import { Context } from '@temporalio/activity';
import { pack, requestIn, tenantOf } from '../carried';
import type { Conductor } from './conductor';

type Activity = (request: never) => Promise<unknown>;

/** Activities that carry evidence to the store of the rollout, and flags back, for runs that take part. */
export function withMigration<Activities extends OctavoActivities>(
  activities: Activities,
  conductor: Conductor,
): Activities {
  const carrying = Object.entries(activities).map(([name, activity]) => [name, carry(activity as Activity, conductor)]);
  // A batch names its run, because the last batches are written outside of the run's own activities.
  const write = (batch: CreateTaskStateRequest): Promise<unknown> => activities.createTaskState(batch);
  const createTaskState = carry(write, conductor, ({ workflowId }) => workflowId);
  return { ...Object.fromEntries(carrying), createTaskState, loadPlan: planning(activities, conductor) } as Activities;
}

/** Wraps an activity for requests that carry data; other requests pass unchanged. */
function carry<Request extends CarriesAlong>(
  activity: (request: Request) => Promise<unknown>,
  conductor: Conductor,
  workflowIdOf: (request: Request) => string = ownWorkflowId,
): (request: Request) => Promise<unknown> {
  return async (request) => {
    if (request?.along === undefined) return await activity(request);
    const delivery = conductor.deliver(requestIn(request.along), workflowIdOf(request));
    const reply = (await activity(request)) as object;
    return { ...reply, along: await delivery.reply() };
  };
}

/** The workflow id of the run that the activity belongs to. */
function ownWorkflowId(): string {
  return Context.current().info.workflowExecution?.workflowId ?? '';
}

/** Tells a run without a plan that this worker takes part, unless the run opted out. */
function planning(activities: OctavoActivities, conductor: Conductor): OctavoActivities['loadPlan'] {
  return async ({ along, ...request }: LoadPlanRequest): Promise<LoadPlanReply> => {
    const reply = await activities.loadPlan(request);
    if ('problems' in reply || along === false) return reply;
    const { id: definition } = reply.plan;
    const migrationReply = await conductor.deliver({ definition, ...tenantOf(along) }, ownWorkflowId()).reply();
    return { ...reply, along: pack(migrationReply) };
  };
}

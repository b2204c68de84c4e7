import type { PlannerPort } from '@octavo/activities';
import { checkInput, type Planner } from '@octavo/planner';

/** The planner in the words of the activity `loadPlan`. */
export function toPlannerPort(planner: Planner): PlannerPort {
  return { plan: (source) => planner.plan(source), checkInput };
}

import type { PlannerPort } from '@octavo/activities';
import { checkInput, type Planner } from '@octavo/planner';

/** Adapts the planner to the interface of the activity `loadPlan`. */
export function toPlannerPort(planner: Planner): PlannerPort {
  return { plan: (source) => planner.plan(source), checkInput };
}

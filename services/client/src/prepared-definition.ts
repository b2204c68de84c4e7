import type { Json, Plan } from '@octavo/orchestrators';
import { byteLength } from '@octavo/orchestrators/model';
import { isError, type Planner, type Problem } from '@octavo/planner';
import { OctavoError } from './octavo-error';

/** A definition that has been planned, for runs to be started from as often as one likes. */
export class PreparedDefinition {
  readonly plan: Plan;
  /** What the planner found that is no error. */
  readonly warnings: readonly Problem[];
  /** Of the plan in bytes, as JSON. */
  readonly sizeBytes: number;

  /** @throws OctavoError DEFINITION_INVALID with all problems */
  constructor(planner: Planner, definition: string | object) {
    const { plan, problems } = planner.plan(definition);
    if (plan === undefined) throw OctavoError.ofProblems('DEFINITION_INVALID', problems.filter(isError));
    this.plan = plan;
    this.warnings = problems;
    this.sizeBytes = byteLength(plan as unknown as Json);
  }
}

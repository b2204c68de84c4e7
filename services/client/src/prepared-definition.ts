import type { Json, Plan } from '@octavo/orchestrators';
import { byteLength } from '@octavo/orchestrators/model';
import { isError, type Planner, type Problem } from '@octavo/planner';
import { OctavoError } from './octavo-error';

/** A planned definition, from which any number of runs can be started. */
export class PreparedDefinition {
  readonly plan: Plan;
  /** The warnings of the planner. */
  readonly warnings: readonly Problem[];
  /** The size of the plan as JSON, in bytes. */
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

import type { Json, Plan } from '@octavo/orchestrators';

/** What `loadPlan` needs of a planner; `services/planner` has it. */
export interface PlannerPort {
  /** A definition as text (YAML or JSON) or as a value. */
  plan(source: unknown): PlanResult;
  /** Applies the defaults of the plan's input schema, also for a missing input, and checks against it. */
  checkInput(plan: Plan, input: Json | undefined): InputResult;
}

/** A plan with what is worth a warning, or all that is wrong. */
export type PlanResult =
  | { readonly plan: Plan; readonly problems: readonly PlanProblem[] }
  | { readonly plan: undefined; readonly problems: readonly PlanProblem[] };

export type InputResult =
  | { readonly input: Json; readonly problems?: undefined }
  | { readonly problems: readonly PlanProblem[] };

/** One mistake in a definition or an input. */
export interface PlanProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** `tasks[2].routes[0].then` */
  readonly path: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly expected?: string;
  readonly hint?: string;
}

/** Definitions that others name; `services/config` reads them from a folder. */
export interface DefinitionSource {
  /** The plan of that version, or of the highest one. */
  find(id: string, version?: string): Plan | undefined;
  /** The ids that are known. */
  ids(): readonly string[];
}

/** A worker without stored definitions. */
export const noDefinitions: DefinitionSource = { find: () => undefined, ids: () => [] };

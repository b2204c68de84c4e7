import type { Json, Plan } from '@octavo/orchestrators';

/** The functions of a planner that `loadPlan` needs; `services/planner` provides them. */
export interface PlannerPort {
  /** `source`: a definition as text (YAML or JSON) or as a value. */
  plan(source: unknown): PlanResult;
  /** Applies the defaults of the plan's input schema, also to a missing input, and validates the input. */
  checkInput(plan: Plan, input: Json | undefined): InputResult;
}

/** A plan with its warnings, or all problems. */
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

/** Stored definitions, which runs start by id; `services/config` reads them from a folder. */
export interface DefinitionSource {
  /** The plan of that version; default: the highest version. */
  find(id: string, version?: string): Plan | undefined;
  /** The ids of all definitions. */
  ids(): readonly string[];
}

/** A worker without stored definitions. */
export const noDefinitions: DefinitionSource = { find: () => undefined, ids: () => [] };

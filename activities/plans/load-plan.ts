import type { CarriesAlong } from '../carries-along';
import { type Json, type Plan, restartHint } from '@octavo/orchestrators';
import type { DefinitionSource, PlannerPort, PlanProblem, PlanResult } from './planner-port';

/** A definition, or the id of a stored one, and the input of the run. */
export type LoadPlanRequest = DefinitionReference &
  CarriesAlong & {
    /** Default: the default of the definition's input schema, else `{}`. */
    readonly input?: Json;
  };

export type DefinitionReference =
  | { readonly definition: Json }
  | { readonly definitionId: string; readonly version?: string };

export type LoadPlanReply =
  /** `hasSearchAttributes`: true if the server has Octavo's search attributes. */
  | ({ readonly plan: Plan; readonly input: Json; readonly hasSearchAttributes?: boolean } & CarriesAlong)
  /** `code`: the code with which the run fails: DEFINITION_INVALID, DEFINITION_NOT_FOUND or INPUT_INVALID. */
  | { readonly code: string; readonly problems: readonly PlanProblem[] };

export interface LoadPlanParts {
  readonly planner: PlannerPort;
  readonly definitions: DefinitionSource;
}

/** Plans a run and validates its input. Mistakes are returned, not thrown. */
export async function loadPlan(parts: LoadPlanParts, request: LoadPlanRequest): Promise<LoadPlanReply> {
  const found = 'definition' in request ? parts.planner.plan(request.definition) : findStored(parts, request);
  if (found.plan === undefined) return { code: codeOf(found.problems), problems: found.problems };
  const checked = parts.planner.checkInput(found.plan, request.input);
  if (checked.problems !== undefined) return { code: 'INPUT_INVALID', problems: checked.problems };
  return { plan: found.plan, input: checked.input };
}

function findStored(
  { definitions }: LoadPlanParts,
  { definitionId, version }: { readonly definitionId: string; readonly version?: string },
): PlanResult {
  const plan = definitions.find(definitionId, version);
  if (plan !== undefined) return { plan, problems: [] };
  const name = version === undefined ? definitionId : `${definitionId} ${version}`;
  const knownIds = definitions.ids().join(', ') || 'none';
  const advice = 'Put it into the folder that `definitions` of the configuration (OCTAVO_DEFINITIONS) names.';
  const message = `No definition "${name}" is known to this worker; it knows: ${knownIds}. ${advice} ${restartHint}`;
  return { plan: undefined, problems: [{ code: 'DEFINITION_NOT_FOUND', severity: 'error', path: '', message }] };
}

function codeOf(problems: readonly PlanProblem[]): string {
  return problems.some(({ code }) => code === 'DEFINITION_NOT_FOUND') ? 'DEFINITION_NOT_FOUND' : 'DEFINITION_INVALID';
}

import { ActionRegistry, type DefinitionSource, noDefinitions, type PlannerPort } from '@octavo/activities';
import { builtInActions, type BuiltInOptions } from '@octavo/activities/actions';
import { type DefinitionProblem, listDefinitionIds, loadDefinitions } from '@octavo/config';
import type { ActivityAction } from '@octavo/orchestrators';
import { checkInput, createPlanner, type Planner, readDefinitionId } from '@octavo/planner';
import { type OctavoWorkerOptions, WorkerStartError } from './worker-options';

/** The actions and definitions of a worker. */
export interface Knowledge {
  readonly registry: ActionRegistry;
  readonly planner: Planner;
  readonly definitions: DefinitionSource;
  /** The definitions of the folder. */
  readonly definitionIds: readonly string[];
}

type KnowledgeOptions = BuiltInOptions & Pick<OctavoWorkerOptions, 'actions' | 'definitions' | 'taskTypes'>;

/** @throws WorkerStartError with every mistake in definitions and actions */
export async function gatherKnowledge(options: KnowledgeOptions): Promise<Knowledge> {
  const { actions = [], definitions: folder, taskTypes } = options;
  const registry = registryOf([...builtInActions(options), ...actions]);
  const knownIds = folder === undefined ? undefined : await listDefinitionIds(folder, readDefinitionId);
  const planner = createPlanner({
    actions: registry.list(),
    ...(taskTypes === undefined ? {} : { taskTypes }),
    ...(knownIds === undefined ? {} : { definitions: knownIds }),
  });
  const { definitions, problems } =
    folder === undefined
      ? { definitions: noDefinitions, problems: [] }
      : await loadDefinitions(folder, toPlannerPort(planner));
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new WorkerStartError(errors.map(describeMistake));
  return { registry, planner, definitions, definitionIds: knownIds ?? [] };
}

/** `approve.yaml:11:15: UNKNOWN_VARIABLE at tasks[1].with: there is no variable "task"; nearest is "tasks"` */
function describeMistake({ file, line, column, code, path, message, expected, hint }: DefinitionProblem): string {
  const position = line === undefined ? '' : `:${line}:${column ?? 1}`;
  const at = path === '' ? '' : ` at ${path}`;
  const advice = [expected === undefined ? [] : `expected ${expected}`, hint ?? []].flat();
  return `${file}${position}: ${code}${at}: ${[message, ...advice].join('; ')}`;
}

function registryOf(actions: readonly ActivityAction[]): ActionRegistry {
  try {
    return new ActionRegistry(actions);
  } catch (error) {
    throw new WorkerStartError([error instanceof Error ? error.message : String(error)]);
  }
}

/** Adapts the planner to the interface of the activity `loadPlan`. */
export function toPlannerPort(planner: Planner): PlannerPort {
  return { plan: (source) => planner.plan(source), checkInput };
}

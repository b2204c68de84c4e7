import {
  type ActionDeclaration,
  builtInTaskTypes,
  type Plan,
  type TaskTypeDefinition,
} from '@octavo/orchestrators/definitions';
import { ActionCatalogue } from './action-catalogue';
import type { Problem } from './problem';
import { ProblemCollector } from './problem-collector';
import { planDefinition } from './plan-definition';
import { readDefinition } from './reading/read-definition';
import { type DefinitionJsonSchema, makeJsonSchema } from './schema/json-schema';
import { TypeRegistry } from './tree/type-registry';

export interface PlannerOptions {
  /** Default: the eight types of the language. */
  readonly taskTypes?: readonly TaskTypeDefinition[];
  /** The actions that run in activities; those of the workflow are always known. */
  readonly actions?: readonly ActionDeclaration[];
  /** Ids of the definitions that `workflow.run` and `to.start` may name; default: not known, so not checked. */
  readonly definitions?: readonly string[];
}

/** A plan with what is worth a warning, or all that is wrong. */
export type PlanResult =
  | { readonly plan: Plan; readonly problems: readonly Problem[] }
  | { readonly plan: undefined; readonly problems: readonly Problem[] };

/** Turns definitions into plans. */
export interface Planner {
  /** Takes text or bytes of YAML or JSON, or an object. Never throws on what it is given. */
  plan(source: unknown): PlanResult;
  /** The JSON Schema (draft 2020-12) of definitions, for editors. */
  jsonSchema(): DefinitionJsonSchema;
}

/** Makes a planner; it may be used any number of times. */
export function createPlanner({
  taskTypes = builtInTaskTypes,
  actions = [],
  definitions,
}: PlannerOptions = {}): Planner {
  const types = new TypeRegistry(taskTypes);
  const catalogue = new ActionCatalogue(actions);
  return {
    plan: (source) => {
      const reading = readDefinition(source);
      const problems = new ProblemCollector(reading);
      for (const finding of reading.findings) problems.add(finding);
      const plan =
        reading.document === undefined
          ? undefined
          : planDefinition(reading.document.value, { types, actions: catalogue, definitions }, problems);
      return { plan, problems: problems.list() };
    },
    jsonSchema: () => makeJsonSchema(taskTypes),
  };
}

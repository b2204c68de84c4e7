import {
  type ActionDeclaration,
  type ActionLookup,
  builtInTaskTypes,
  type TaskTypeDefinition,
  workflowActions,
} from '@octavo/orchestrators/definitions';
import { asMap, asText } from './limits';
import { type PlannerSetup, planDefinition } from './plan-definition';
import type { PlanResult } from './problem';
import { ProblemCollector } from './problem-collector';
import { readDocument, type Reading, textIn } from './reading/read-document';
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

/** Turns definitions into plans. */
export interface Planner {
  /** Plans a definition: text or bytes of YAML or JSON, or an object. Never throws. */
  plan(source: unknown): PlanResult;
  /** The JSON Schema (draft 2020-12) of definitions, for editors. */
  jsonSchema(): DefinitionJsonSchema;
}

/** Makes a planner, which can be used repeatedly. It caches plans. */
export function createPlanner({
  taskTypes = builtInTaskTypes,
  actions = [],
  definitions,
}: PlannerOptions = {}): Planner {
  const types = new TypeRegistry(taskTypes);
  const setup = { types, actions: new ActionCatalogue(actions), definitions };
  const [texts, objects] = [new PlanCache(), new PlanCache()];
  return {
    plan: (source) => {
      const text = textIn(source);
      if (text !== undefined) return texts.resultOf(text, () => planReading(readDocument(source), setup));
      const reading = readDocument(source);
      if (reading.document === undefined || reading.findings.length > 0) return planReading(reading, setup);
      return objects.resultOf(JSON.stringify(reading.document.value), () => planReading(reading, setup));
    },
    jsonSchema: () => makeJsonSchema(taskTypes),
  };
}

/** The `id` field of a definition, even if other parts are invalid; undefined if there is none. */
export function readDefinitionId(source: unknown): string | undefined {
  return asText(asMap(readDocument(source).document?.value)?.['id']);
}

function planReading(reading: Reading, setup: PlannerSetup): PlanResult {
  const problems = new ProblemCollector(reading);
  for (const finding of reading.findings) problems.add(finding);
  const plan = reading.document === undefined ? undefined : planDefinition(reading.document.value, setup, problems);
  return { plan, problems: problems.list() };
}

const MOST_PLANS = 100;
/** Larger definitions are not cached, so that the cache stays small. */
const MOST_CHARACTERS = 64 * 1024;

/** The results of the latest definitions without errors. */
export class PlanCache {
  readonly #results = new Map<string, PlanResult>();

  /** The result for the text of a definition; calls `make` if it is not cached. */
  resultOf(written: string, make: () => PlanResult): PlanResult {
    const cached = this.#results.get(written);
    if (cached !== undefined) return cached;
    const result = make();
    if (result.plan !== undefined && written.length <= MOST_CHARACTERS) this.#keep(written, result);
    return result;
  }

  #keep(written: string, result: PlanResult): void {
    const [oldest] = this.#results.keys();
    if (this.#results.size >= MOST_PLANS && oldest !== undefined) this.#results.delete(oldest);
    this.#results.set(written, result);
  }
}

/** The actions of a planner: those that run in the workflow, and the given ones. */
export class ActionCatalogue implements ActionLookup {
  readonly names: readonly string[];
  readonly #actions: ReadonlyMap<string, ActionDeclaration>;

  constructor(actions: readonly ActionDeclaration[]) {
    this.#actions = new Map([...workflowActions, ...actions].map((action) => [action.name, action]));
    this.names = [...this.#actions.keys()];
  }

  find(name: unknown): ActionDeclaration | undefined {
    return typeof name === 'string' ? this.#actions.get(name) : undefined;
  }
}

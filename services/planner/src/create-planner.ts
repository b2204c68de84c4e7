import {
  type ActionDeclaration,
  type ActionLookup,
  builtInTaskTypes,
  type TaskTypeDefinition,
  workflowActions,
} from '@octavo/orchestrators/definitions';
import { asMap, asText } from './limits';
import { type Known, planDefinition } from './plan-definition';
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
  /** Takes text or bytes of YAML or JSON, or an object. Never throws on what it is given. */
  plan(source: unknown): PlanResult;
  /** The JSON Schema (draft 2020-12) of definitions, for editors. */
  jsonSchema(): DefinitionJsonSchema;
}

/** Makes a planner; it may be used any number of times. Definitions that come again are not planned again. */
export function createPlanner({
  taskTypes = builtInTaskTypes,
  actions = [],
  definitions,
}: PlannerOptions = {}): Planner {
  const types = new TypeRegistry(taskTypes);
  const known = { types, actions: new ActionCatalogue(actions), definitions };
  const [texts, objects] = [new PlanCache(), new PlanCache()];
  return {
    plan: (source) => {
      const text = textIn(source);
      if (text !== undefined) return texts.resultOf(text, () => planReading(readDocument(source), known));
      const reading = readDocument(source);
      if (reading.document === undefined || reading.findings.length > 0) return planReading(reading, known);
      return objects.resultOf(JSON.stringify(reading.document.value), () => planReading(reading, known));
    },
    jsonSchema: () => makeJsonSchema(taskTypes),
  };
}

/** The id that a definition gives itself, whether the rest of it is right or not; undefined where it gives none. */
export function readDefinitionId(source: unknown): string | undefined {
  return asText(asMap(readDocument(source).document?.value)?.['id']);
}

function planReading(reading: Reading, known: Known): PlanResult {
  const problems = new ProblemCollector(reading);
  for (const finding of reading.findings) problems.add(finding);
  const plan = reading.document === undefined ? undefined : planDefinition(reading.document.value, known, problems);
  return { plan, problems: problems.list() };
}

const MOST_PLANS = 100;
/** Larger ones are planned each time: what is kept stays small. */
const MOST_CHARACTERS = 64 * 1024;

/** What the definitions that were planned last became; those with errors are not kept. */
export class PlanCache {
  readonly #results = new Map<string, PlanResult>();

  /** The result of the definition that is written so, made where it is not known. */
  resultOf(written: string, make: () => PlanResult): PlanResult {
    const known = this.#results.get(written);
    if (known !== undefined) return known;
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

/** The actions that a planner knows: those of the workflow, and those that it was given. */
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

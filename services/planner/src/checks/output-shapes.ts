import { anyOfKeys, type OutputKeys, type Surroundings, type TaskNode } from '@octavo/orchestrators/definitions';
import type { TypeQuestions } from './flow-graph';
import { errorKeys, type TaskSite } from '../tree/sites';
import { asList, asMap } from '../limits';

/** Gives access to the types for questions about outputs. */
export interface OutputQuestions extends TypeQuestions {
  /** The surroundings of `site` that its type may see. */
  readonly surroundingsOf: (site: TaskSite) => Surroundings;
}

/** The known keys of outputs; each output is computed once. */
export class OutputShapes {
  readonly #context: OutputQuestions;
  readonly #outputs = new Map<TaskSite, OutputKeys | undefined>();
  readonly #results = new Map<TaskSite, OutputKeys | undefined>();

  constructor(context: OutputQuestions) {
    this.#context = context;
  }

  /** The keys of a task's output, which may come from a handler. */
  ofOutput(site: TaskSite): OutputKeys | undefined {
    return remembered(this.#outputs, site, () => this.#findOutput(site));
  }

  /** The keys of its raw output, which `outputs` sees as `result`. */
  ofResult(site: TaskSite): OutputKeys | undefined {
    return remembered(this.#results, site, () => this.#findResult(site));
  }

  #findOutput(site: TaskSite): OutputKeys | undefined {
    const { node, isSound, handlers } = site;
    if (!isSound) return undefined;
    const own = node.outputs === undefined ? this.ofResult(site) : keysOfTemplate(node.outputs);
    if (asList(node.onError).length === 0) return own;
    // A handler without a task makes the output null.
    const given = handlers.flatMap(({ sites }) => sites.map((handler) => this.ofOutput(handler)));
    return anyOfKeys([own, ...given]);
  }

  #findResult(site: TaskSite): OutputKeys | undefined {
    const { types, problems, surroundingsOf } = this.#context;
    const { node, schema, at, isSound } = site;
    if (!isSound) return undefined;
    const keysOf = (child: TaskNode | undefined) => this.#ofChild(site, child?.id);
    return types.ask(at, problems, () => schema.definition.outputKeys?.(node, surroundingsOf(site), keysOf), undefined);
  }

  #ofChild({ children }: TaskSite, id: string | undefined): OutputKeys | undefined {
    const child = children.map(({ byId }) => byId.get(id ?? '')).find((found) => found !== undefined);
    return child === undefined ? undefined : this.ofOutput(child);
  }
}

function remembered<Key, Value>(cache: Map<Key, Value>, key: Key, find: () => Value): Value {
  if (!cache.has(key)) cache.set(key, find());
  return cache.get(key) as Value;
}

function keysOfTemplate(template: unknown): OutputKeys | undefined {
  const map = asMap(template);
  if (map === undefined) return undefined;
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, keysOfTemplate(value)]));
}

/** The keys of a value, and of the values under them; undefined if they are not known. */
export type KeyShape = OutputKeys;

/** A shape with these keys, whose values are unknown. */
function keys(...names: readonly string[]): KeyShape {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** The fields of a task in expressions. Source: definition-language, "Names in expressions". */
export const taskStateKeys: KeyShape = {
  ...keys('status', 'output', 'startedAt', 'endedAt', 'attempt', 'visit', 'handled'),
  error: errorKeys,
};

/** The fields of the run in expressions. */
export const runKeys: KeyShape = keys('id', 'workflowId', 'definition', 'version', 'startedAt', 'parent');

const OPEN_KEYWORDS = [
  '$ref',
  '$dynamicRef',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'patternProperties',
  'not',
  'dependentSchemas',
];

/** The keys that a closed JSON Schema allows; undefined for an open one. */
export function keysOfInput(schema: unknown): KeyShape | undefined {
  const map = asMap(schema);
  if (
    map === undefined ||
    map['additionalProperties'] !== false ||
    OPEN_KEYWORDS.some((word) => Object.hasOwn(map, word))
  )
    return undefined;
  const properties = asMap(map['properties']) ?? {};
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, keysOfInput(value)]));
}

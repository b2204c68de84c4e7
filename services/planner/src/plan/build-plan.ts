import {
  canonicalJson,
  differingFields,
  type FieldPath,
  type Json,
  type JsonObject,
  mergeFields,
  patchLevel,
  type Plan,
  type TaskNode,
} from '@octavo/orchestrators/definitions';
import { createHash } from 'node:crypto';
import type { CheckContext } from '../checks/check-context';
import { asList, asMap } from '../limits';
import { HoldingRules } from './holding';
import type { DefinitionTree, ListSite, TaskSite } from '../tree/sites';
import type { TypeRegistry } from '../tree/type-registry';

const COPIED_FIELDS = ['title', 'description', 'labels', 'input', 'vars', 'timeout', 'output'] as const;

/** A plan, and its size as JSON. */
export interface BuiltPlan {
  readonly plan: Plan;
  readonly sizeBytes: number;
}

/** Makes the plan of a definition without errors. The same definition always gives the same bytes. */
export function buildPlan(context: CheckContext): BuiltPlan {
  const { tree, types } = context;
  const defaults = planDefaults(tree, types);
  const builder = new TaskBuilder(context, defaults);
  const content: JsonObject = {
    octavo: 1,
    id: tree.definition['id'] as string,
    version: tree.definition['version'] as string,
    ...pickFields(tree),
    tasks: builder.buildList(tree.root) as unknown as Json,
    ...handlersOf(tree, builder),
    defaults,
  };
  const text = canonicalJson(content);
  const hash = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const added = { hash, ...(patchLevel === 0 ? {} : { patchLevel }) };
  const plan = { ...content, ...added } as unknown as Plan;
  return { plan, sizeBytes: Buffer.byteLength(text) + JSON.stringify(added).length - 1 };
}

function pickFields({ definition }: DefinitionTree): JsonObject {
  return Object.fromEntries(
    COPIED_FIELDS.filter((field) => definition[field] !== undefined).map((field) => [field, definition[field] as Json]),
  );
}

function handlersOf({ definition, handlers }: DefinitionTree, builder: TaskBuilder): JsonObject {
  if (definition['onError'] === undefined) return {};
  const written = asList(definition['onError']).map((handler) => ({ ...(handler as JsonObject) }));
  const owner = { onError: written };
  for (const list of handlers) builder.placeList(owner, list, 0);
  return owner;
}

/** Makes the tasks of a plan: types complete them, children are added, and values equal to a default are omitted. */
class TaskBuilder {
  readonly #context: CheckContext;
  readonly #defaults: ReadonlyMap<string, JsonObject>;
  readonly #holding: HoldingRules;

  constructor(context: CheckContext, defaults: Readonly<Record<string, JsonObject>>) {
    this.#context = context;
    const { task: common = {}, ...types } = defaults;
    this.#defaults = new Map(Object.entries(types).map(([type, own]) => [type, { ...common, ...own }]));
    this.#holding = new HoldingRules(context, defaults);
  }

  buildList(list: ListSite): readonly TaskNode[] {
    return list.sites.map((site) => this.#buildTask(site));
  }

  /** Puts the tasks of a list into their place in `owner`, whose own path has `depth` parts. */
  placeList(owner: object, list: ListSite, depth: number): void {
    const tasks = this.buildList(list);
    setAt(owner, list.at.slice(depth), list.order === 'single' ? tasks[0] : tasks);
  }

  #buildTask(site: TaskSite): TaskNode {
    const { definition } = site.schema;
    const surroundings = { ...this.#context.surroundingsOf(site), mayHoldWorkflowTask: this.#holding.mayHold(site) };
    const task = { ...(definition.complete?.(site.node, surroundings) ?? site.node) };
    for (const list of [...site.children, ...site.handlers]) this.placeList(task, list, site.at.length);
    return differingFields(this.#defaults.get(task.type) ?? {}, task);
  }
}

/** Sets a field of an object that was made for this plan. */
function setAt(owner: object, path: FieldPath, value: unknown): void {
  let place = owner as Record<string | number, unknown>;
  for (const part of path.slice(0, -1)) place = place[part] as Record<string | number, unknown>;
  place[path.at(-1) ?? ''] = value;
}

/** The defaults in a plan: for every task under `task`, and for each type that it uses. */
export function planDefaults(tree: DefinitionTree, types: TypeRegistry): Readonly<Record<string, JsonObject>> {
  const wanted = (asMap(tree.definition['defaults']) ?? {}) as JsonObject;
  const own = types.schemasOf(new Set(tree.sites.map(({ node }) => node.type)));
  const entries = own.map(({ definition, defaults, adjustable }) => {
    const adjusted = Object.fromEntries(Object.entries(wanted).filter(([field]) => Object.hasOwn(adjustable, field)));
    return [definition.type, mergeFields(defaults, adjusted)] as const;
  });
  return { task: types.commonDefaults, ...Object.fromEntries(entries) };
}

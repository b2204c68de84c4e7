import type { ChildList, FieldPath, TaskNode } from '@octavo/orchestrators/definitions';
import { foreignTaskFields } from '../foreign/fields';
import { asList, asMap, limits } from '../limits';
import type { ProblemCollector } from '../problem-collector';
import { judge } from '../schema/judge';
import { findingsOf } from '../schema/schema-findings';
import { describeUnknownField } from '../schema/value-advice';
import type { TaskSchema } from '../schema/task-schema';
import { type DefinitionTree, errorKeys, type ListSite, type TaskSite } from './sites';
import type { TypeRegistry } from './type-registry';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type GrowingList = Mutable<Omit<ListSite, 'sites' | 'byId'>> & {
  readonly sites: TaskSite[];
  readonly byId: Map<string, TaskSite>;
};

/** Validates every task with the schema of its type, and builds the tree. */
export function buildTree(
  definition: Readonly<Record<string, unknown>>,
  types: TypeRegistry,
  problems: ProblemCollector,
): DefinitionTree {
  const builder = new TreeBuilder(types, problems);
  const tasks = asList(definition['tasks']) as readonly TaskNode[];
  const written = { at: ['tasks'], tasks, order: 'sequence', isConcurrent: false } as const;
  const root = builder.addList(written, { owner: undefined, base: [], isHandler: false, depth: 0 });
  const handlers = builder.addHandlers(definition['onError'], { owner: undefined, base: [], depth: 0 });
  const { sites, lists } = builder;
  return { definition, root, handlers, sites, lists, ids: new Set(sites.map(({ node }) => node.id)) };
}

/** The place of a list. */
interface ListPlace {
  readonly owner: TaskSite | undefined;
  readonly base: FieldPath;
  readonly isHandler: boolean;
  /** The number of tasks around it. */
  readonly depth: number;
}

class TreeBuilder {
  readonly sites: TaskSite[] = [];
  readonly lists: ListSite[] = [];
  readonly #types: TypeRegistry;
  readonly #problems: ProblemCollector;

  constructor(types: TypeRegistry, problems: ProblemCollector) {
    this.#types = types;
    this.#problems = problems;
  }

  addList(written: ChildList, { owner, base, isHandler, depth }: ListPlace): ListSite {
    const { tasks, ...rest } = written;
    const list: GrowingList = { ...rest, at: [...base, ...written.at], owner, isHandler, sites: [], byId: new Map() };
    this.lists.push(list);
    for (const [index, task] of tasks.entries()) {
      const at = list.order === 'single' ? list.at : [...list.at, index];
      this.#addTask(task, at, list, depth);
    }
    return list;
  }

  addHandlers(written: unknown, place: Omit<ListPlace, 'isHandler'>): readonly ListSite[] {
    return asList(written).flatMap((handler, index) => {
      const task = asMap(handler)?.['do'];
      if (task === undefined) return [];
      const list = {
        at: ['onError', index, 'do'],
        tasks: [task as TaskNode],
        order: 'single',
        isConcurrent: false,
        variables: { error: errorKeys },
      } as const;
      return [this.addList(list, { ...place, isHandler: true })];
    });
  }

  #addTask(written: unknown, at: FieldPath, list: GrowingList, depth: number): void {
    const task = asMap(written);
    if (task === undefined)
      return this.#problems.add({
        at,
        code: 'TYPE_INVALID',
        message: 'a task is a map',
        expected: 'a map with `id` and `type`',
      });
    if (!this.#hasRoom(at, depth)) return;
    const schema = this.#types.schemaFor(task['type'], at, this.#problems);
    if (!schema.isKnown) this.#reportForeignFields(task, at);
    const { node, isSound } = this.#judge(task, at, schema);
    const site: Mutable<TaskSite> = {
      node,
      at,
      schema,
      list,
      index: list.sites.length,
      children: [],
      handlers: [],
      isSound,
    };
    list.sites.push(site);
    if (typeof node.id === 'string' && !list.byId.has(node.id)) list.byId.set(node.id, site);
    this.sites.push(site);
    const inside = { owner: site, base: at, depth: depth + 1 };
    site.children = this.#childrenOf(site).map((child) => this.addList(child, { ...inside, isHandler: false }));
    site.handlers = this.addHandlers(node.onError, inside);
  }

  #judge(
    task: object,
    at: FieldPath,
    { schema, isKnown }: TaskSchema,
  ): { readonly node: TaskNode; readonly isSound: boolean } {
    const judged = judge(schema, task);
    if (judged.success) return { node: judged.data, isSound: isKnown };
    for (const finding of findingsOf(judged.error.issues, at, task, schema)) this.#problems.add(finding);
    return { node: task as TaskNode, isSound: false };
  }

  // A task of an unknown type may have any fields; known fields of other systems get a hint.
  #reportForeignFields(task: Readonly<Record<string, unknown>>, at: FieldPath): void {
    const [name, ...others] = Object.keys(task);
    if (name !== undefined && others.length === 0 && asMap(task[name]) !== undefined) {
      const hint = `write \`- id: ${name}\`, and the fields of the task beside it`;
      const message = 'a task is not named by a key';
      return this.#problems.add({ at: [...at, name], code: 'UNKNOWN_FIELD', message, hint });
    }
    for (const field of Object.keys(task).filter((key) => foreignTaskFields.has(key))) {
      if (this.#types.fields.has(field)) continue;
      this.#problems.add(
        describeUnknownField({ at: [...at, field], name: field, among: [], owner: 'task', written: task }),
      );
    }
  }

  #childrenOf({ node, schema, at }: TaskSite): readonly ChildList[] {
    return this.#types.ask(at, this.#problems, () => schema.definition.children(node), []);
  }

  #hasRoom(at: FieldPath, depth: number): boolean {
    if (depth > limits.nesting) {
      this.#problems.add({
        at,
        code: 'LIMIT_EXCEEDED',
        message: `limit "nesting": tasks are nested more than ${limits.nesting} levels deep`,
      });
      return false;
    }
    if (this.sites.length < limits.tasks) return true;
    this.#problems.add({
      at: ['tasks'],
      code: 'LIMIT_EXCEEDED',
      message: `limit "tasks": there are more than ${limits.tasks} tasks`,
    });
    return false;
  }
}

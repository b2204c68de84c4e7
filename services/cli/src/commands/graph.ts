import {
  builtInTaskTypes,
  type ChildList,
  type ErrorHandler,
  type FieldPath,
  type Plan,
  type TaskNode,
  type TaskTypeDefinition,
} from '@octavo/orchestrators/definitions';
import { type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { loadProject } from '../project/project';
import { readDefinition } from '../reading/definition';
import { refusedBy } from './file-problems';
import { MermaidWriter } from './mermaid-writer';

/** `octavo graph FILE`: a definition as a Mermaid flowchart. */
export async function graph(file: string, context: CommandContext): Promise<ExitCode> {
  const { planner } = await loadProject(context, file);
  const { plan, problems } = planner.plan(await readDefinition(file, context.io));
  if (plan === undefined) throw refusedBy('DEFINITION_INVALID', `${file} is not drawn`, file, problems);
  context.io.stdout.write(`${toMermaid(plan)}\n`);
  return exitCodes.success;
}

/** A plan as a Mermaid flowchart: containers are boxes, jumps are arrows with their condition, handlers are dotted. */
function toMermaid(plan: Plan): string {
  const writer = new MermaidWriter();
  writer.node('begin', [plan.title ?? plan.id], 'terminal');
  const drawing = new Drawing(writer);
  drawing.list({ order: 'sequence', tasks: plan.tasks }, { before: 'begin', after: drawing.endNode('finish') });
  drawing.handlers('begin', plan.onError, { tasks: [], after: undefined });
  return writer.text();
}

/** The nodes around a list: the node before its first task, and the node after its last task. */
interface ListEnds {
  readonly before?: string;
  /** Draws the node after the list when an arrow leads to it; undefined inside a box. */
  readonly after: (() => string) | undefined;
}

interface Around extends Pick<ListEnds, 'after'> {
  readonly tasks: readonly TaskNode[];
}

const types: ReadonlyMap<string, TaskTypeDefinition> = new Map(builtInTaskTypes.map((type) => [type.type, type]));

class Drawing {
  readonly #writer: MermaidWriter;

  constructor(writer: MermaidWriter) {
    this.#writer = writer;
  }

  /** Returns a function that draws a node `end`, for use when an arrow leads to it. */
  endNode(id: string): () => string {
    return () => this.#writer.node(id, ['end'], 'terminal');
  }

  list({ order, tasks }: Pick<ChildList, 'order' | 'tasks'>, { before, after }: ListEnds): void {
    for (const task of tasks) this.#task(task);
    const [first] = tasks;
    if (before !== undefined && first !== undefined) this.#writer.arrow(before, nodeOf(first.id));
    if (order === 'graph') this.#needs(tasks);
    if (order === 'sequence') for (const task of tasks) this.#wayOn(task, { tasks, after });
  }

  /** Draws dotted arrows from a task to the tasks that its handlers run or jump to. */
  handlers(from: string, handlers: readonly ErrorHandler[] = [], around: Around): void {
    for (const { match = ['any error'], do: task, then } of handlers) {
      const label = match.join(', ');
      if (task !== undefined) this.#task(task);
      if (task !== undefined) this.#writer.dotted(from, nodeOf(task.id), label);
      const target = then === undefined ? undefined : this.#target(then, around);
      if (target === undefined) continue;
      if (task === undefined) this.#writer.dotted(from, target, label);
      else this.#writer.arrow(nodeOf(task.id), target);
    }
  }

  #task(task: TaskNode): void {
    const type = types.get(task.type);
    const lists = type?.children(task) ?? [];
    if (type?.jumps !== undefined) this.#choice(task, lists);
    else if (lists.length > 0) this.#box(task, lists);
    else this.#writer.node(nodeOf(task.id), labelOf(task), 'task');
  }

  #choice(task: TaskNode, lists: readonly ChildList[]): void {
    this.#writer.node(nodeOf(task.id), labelOf(task), 'choice');
    for (const { at, tasks } of lists) {
      for (const child of tasks) {
        this.#task(child);
        this.#writer.arrow(nodeOf(task.id), nodeOf(child.id), conditionAt(task, at));
      }
    }
  }

  #box(task: TaskNode, lists: readonly ChildList[]): void {
    this.#writer.box(nodeOf(task.id), labelOf(task), () => {
      for (const list of lists) this.list(list, { after: undefined });
    });
  }

  #needs(tasks: readonly TaskNode[]): void {
    for (const { id, needs = [] } of tasks) for (const need of needs) this.#writer.arrow(nodeOf(need), nodeOf(id));
  }

  #wayOn(task: TaskNode, around: Around): void {
    const type = types.get(task.type);
    const from = nodeOf(task.id);
    for (const { at, target } of type?.jumps?.(task) ?? []) {
      this.#arrowTo(from, target, around, conditionAt(task, at));
    }
    this.handlers(from, task.onError, around);
    if (type?.alwaysJumps?.(task) === true) return;
    const next = task.then ?? around.tasks[around.tasks.indexOf(task) + 1]?.id ?? 'end';
    for (const end of this.#endsOf(task, type)) this.#arrowTo(end, next, around);
  }

  // After a choice of inline tasks, the arrows start at those tasks.
  #endsOf(task: TaskNode, type: TaskTypeDefinition | undefined): readonly string[] {
    const inline = type?.jumps === undefined ? [] : type.children(task).flatMap(({ tasks }) => tasks);
    return inline.length === 0 ? [nodeOf(task.id)] : inline.map(({ id }) => nodeOf(id));
  }

  #arrowTo(from: string, target: string, around: Around, label?: string): void {
    const to = this.#target(target, around);
    if (to !== undefined) this.#writer.arrow(from, to, label);
  }

  #target(target: string, { after }: Around): string | undefined {
    return target === 'end' ? after?.() : nodeOf(target);
  }
}

// Task ids get a prefix, because `class` and `style` are keywords of Mermaid.
function nodeOf(taskId: string): string {
  return `t_${taskId}`;
}

function labelOf(task: TaskNode): readonly string[] {
  const { id, type, title } = task;
  const { action } = task as TaskNode & { readonly action?: unknown };
  return [title ?? id, typeof action === 'string' ? `${type}: ${action}` : type];
}

const MAX_LENGTH = 48;

/** The condition of an arrow: the `when` beside the field at `at`, else the name of the parent of the field. */
function conditionAt(task: TaskNode, at: FieldPath): string {
  const way = at.slice(0, -1);
  const { when } = (valueAt(task, way) ?? {}) as { readonly when?: unknown };
  if (when === undefined) return String(way.at(-1) ?? '');
  const text = (typeof when === 'string' ? when : JSON.stringify(when)).replace(/^\$\{\s*|\s*\}$/g, '');
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}

function valueAt(task: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], task);
}

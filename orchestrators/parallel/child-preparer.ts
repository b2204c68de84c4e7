import type { ChildGroup, ChildTask, ChildTaskManager, PreparedChild } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { ListScope, Scope } from '../contracts/scope';
import { openNeeds, indicesInTurn, recordedChild } from '../engine/child-turns';
import { canceledOutcome } from '../engine/failures';
import { type Flow, runFlow, settled } from '../engine/flow';
import type { Json } from '../model/json';
import { isFailure, type TaskOutcome } from '../model/outcome';
import { childPath } from '../model/paths';
import { TaskFailure } from '../model/task-error';
import type { TaskState } from '../model/task-state';
import type { ParallelTask } from './definition';

type Children = ParallelTask['tasks'];
type ChildContext = Pick<OrchestratorContext, 'path' | 'scope' | 'records' | 'tasks' | 'priority'>;

/** Prepares each child when it has its turn. All children share one list; each sees the siblings that it needs. */
export class ChildPreparer implements ChildTaskManager {
  readonly hasNeeds: boolean;
  /** The outcomes of the children, by index. */
  readonly outcomes: (TaskOutcome | undefined)[];
  readonly #tasks: Children;
  readonly #context: ChildContext;
  readonly #children: readonly Pick<PreparedChild, 'recorded' | 'needs'>[];
  readonly #turns: Iterator<number>;

  /**
   * `context.scope` is the shared list of the children. Throws INTERNAL if a child needs a task that does not exist.
   */
  constructor(tasks: Children, context: ChildContext) {
    this.#tasks = tasks;
    this.#context = context;
    this.outcomes = tasks.map(() => undefined);
    const needs = neededIndices(tasks);
    this.hasNeeds = needs.some(({ length }) => length > 0);
    this.#children = tasks.map(({ id }, index) => {
      const recorded = recordedChild(context.records, { path: childPath(context.path, id) });
      return { recorded, needs: needs[index] ?? [] };
    });
    this.#turns = indicesInTurn(this.#children).values();
  }

  get total(): number {
    return this.#tasks.length;
  }

  next(): PreparedChild | undefined {
    const turn = this.#turns.next();
    return turn.done === true ? undefined : this.#prepare(turn.value);
  }

  #prepare(index: number): PreparedChild | undefined {
    const [task, known] = [this.#tasks[index], this.#children[index]];
    if (task === undefined || known === undefined) return undefined;
    const { path, scope } = this.#context;
    const siblings = new NeededSiblings(scope, () => neededBy(task.id, this.#tasks));
    const child = { task, path: childPath(path, task.id), visit: 1, scope: siblings };
    return {
      ...{ index, recorded: known.recorded, needs: openNeeds(index, this.#children) },
      run: (group) => runFlow(this.#runChild(child, known, group)),
      cancelUnstarted: () => this.#cancelUnstarted(child),
    };
  }

  *#runChild(
    child: ChildTask,
    { recorded, needs = [] }: Pick<PreparedChild, 'recorded' | 'needs'>,
    { cancellation, end }: ChildGroup,
  ): Flow<TaskOutcome> {
    const { records, tasks, priority } = this.#context;
    const isSkipped = recorded.kind === 'new' && needs.some((need) => isMissing(this.outcomes[need]));
    if (isSkipped) records.close(child, { status: 'SKIPPED' });
    if (isSkipped) return { status: 'SKIPPED' };
    const outcome = yield* settled(tasks.run({ ...child, onEnd: end }, { cancellation, priority }));
    if (records.stateOf(child.path) === undefined) this.#cancelUnstarted(child);
    return outcome;
  }

  #cancelUnstarted(child: ChildTask): void {
    this.#context.records.close(child, canceledOutcome(child.path));
  }
}

// A need that failed without a handler or was cancelled; a skipped or handled need does not stop the child.
function isMissing(outcome: TaskOutcome | undefined): boolean {
  return outcome === undefined || isFailure(outcome);
}

/** For every child, the indices of the siblings that it needs. */
export function neededIndices(tasks: Children): readonly (readonly number[])[] {
  const indices = new Map(tasks.map(({ id }, index) => [id, index]));
  return tasks.map((child) =>
    (child.needs ?? []).map((id) => {
      const index = indices.get(id);
      if (index !== undefined) return index;
      throw new TaskFailure('INTERNAL', `"${child.id}" needs "${id}", which is no task of its parallel`);
    }),
  );
}

/** The ids of the tasks that `id` needs, directly or indirectly. */
function neededBy(id: string, tasks: Children): ReadonlySet<string> {
  const needs = new Map(tasks.map((task) => [task.id, task.needs ?? []]));
  const found = new Set<string>();
  for (const open = [...(needs.get(id) ?? [])]; open.length > 0; ) {
    const need = open.pop() ?? id;
    if (found.has(need)) continue;
    found.add(need);
    open.push(...(needs.get(need) ?? []));
  }
  return found;
}

/** The list of a parallel as seen by one child: only the siblings that it needs, directly or indirectly. */
export class NeededSiblings implements ListScope {
  readonly #list: ListScope;
  readonly #needed: () => ReadonlySet<string>;

  /** `needed` returns the ids of these siblings; it is called only if the child reads all of them at once. */
  constructor(list: ListScope, needed: () => ReadonlySet<string>) {
    this.#list = list;
    this.#needed = needed;
  }

  // The planner has checked single names against `needs`.
  get(name: string): unknown {
    return this.#list.get(name);
  }

  bind(bindings: Readonly<Record<string, Json>>): Scope {
    return this.#list.bind(bindings);
  }

  openList(): ListScope {
    return this.#list.openList();
  }

  finished(id: string): TaskState | undefined {
    return this.#list.finished(id);
  }

  finishedIds(): readonly string[] {
    return this.#list.finishedIds();
  }

  finish(state: TaskState): void {
    this.#list.finish(state);
  }

  outputs(): Readonly<Record<string, Json>> {
    const needed = this.#needed();
    return Object.fromEntries(Object.entries(this.#list.outputs()).filter(([id]) => needed.has(id)));
  }
}

import type { Json, Scope, TaskError, TaskOutcome } from '@octavo/orchestrators';
import { type CollectionTask, failureOutcome, itemPath } from '@octavo/orchestrators/language';
import type { ChildrenEnd } from '../../contracts/children';
import type { FilterVerdict, PreparedCollection } from '../../contracts/create-state';
import { withoutInnerTasks } from '../../services/config-manager';
import { closeChild } from '../close-child';
import { keepBooks } from '../engine-activities';
import { Lane } from '../lane';
import type { LegacyChild, Work, Worker } from '../task-visit';
import { type ParallelChild, runChildren } from './run-children';

type CollectionWork = Work<CollectionTask, PreparedCollection>;

/** Runs one task for every item that satisfies the filter. */
export const runCollection: Worker<CollectionTask, PreparedCollection, ChildrenEnd> = async (work) => {
  const { items, filtered } = work.prepared;
  const creation = new Lane();
  const scope = scopeOfItems(work);
  const all = items.map((item, index) => itemChild(work, { item, index, scope, creation }));
  // Items that the filter excluded at the start were counted there.
  const places = items.flatMap((_, index) => (filtered[index] === false ? [] : [index]));
  const children = places.flatMap((index) => all[index] ?? []);
  const end = await runChildren({ ...work, children });
  return { kind: 'done', result: spread(end, places, items.length) };
};

interface Item {
  readonly item: Json;
  readonly index: number;
  readonly scope: Scope;
  readonly creation: Lane;
}

/** Parallel items see the `vars` from the start; sequential items see and change the current ones. */
function scopeOfItems({ task, scope, run }: CollectionWork): Scope {
  return task.mode === 'sequential' ? scope : scope.bind({ vars: run.parts.vars.values });
}

function itemChild(work: CollectionWork, { item, index, scope, creation }: Item): ParallelChild {
  const { task, path, priority, prepared, run } = work;
  const inner = scope.bind({ [task.as]: item, [task.indexAs]: index }).openList();
  const child = {
    task: task.task,
    path: itemPath(path, index),
    visit: 1,
    visitOfRound: 1,
    scope: inner,
    priority,
    creation,
  };
  return {
    needs: [],
    cancelUnstarted: async () => {},
    run: async () => {
      const verdict = task.mode === 'sequential' ? await filterNow(work, child) : (prepared.filtered[index] ?? true);
      if (verdict === false) return { status: 'SKIPPED' };
      if (verdict !== true) return await closeChild(run, child, failedFilter(verdict));
      return (await work.children.run(child)).outcome;
    },
  };
}

async function filterNow({ task, run }: CollectionWork, { scope, path }: LegacyChild): Promise<FilterVerdict> {
  if (task.filter === undefined) return true;
  const config = withoutInnerTasks(task) as CollectionTask;
  const request = { config, path, context: run.contextFor(config, scope) };
  return await keepBooks((engine) => engine.filterCollectionItem(request));
}

function failedFilter(error: TaskError): TaskOutcome {
  return failureOutcome('FAILED', error);
}

/** Converts results by child to results by item. */
function spread(end: ChildrenEnd, places: readonly number[], total: number): ChildrenEnd {
  const outcomes: (TaskOutcome | null)[] = Array.from({ length: total }, () => ({ status: 'SKIPPED' }));
  places.forEach((index, child) => {
    outcomes[index] = end.outcomes[child] ?? null;
  });
  return { ...end, outcomes, failures: end.failures.map((child) => places[child] ?? child) };
}

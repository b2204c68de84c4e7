import type { TaskNode, TaskTypeDefinition } from '@octavo/orchestrators/definitions';

/** Tasks that stand in for each other: the first that succeeds is enough. */
export interface FallbackTask extends TaskNode {
  readonly tasks: readonly TaskNode[];
}

/** What the planner has to know of the type. */
export const fallbackDefinition: TaskTypeDefinition = {
  type: 'fallback',
  description: 'Runs its tasks in order until one succeeds.',
  shape: (schemas) => ({ tasks: schemas.tasks }),
  children: (task: TaskNode & Partial<FallbackTask>) => [
    { at: ['tasks'], tasks: task.tasks ?? [], order: 'sequence', isConcurrent: false },
  ],
  expressions: () => [],
  traits: () => ({ isWaiting: false, isRemote: false }),
};

import { aggregateDefinition } from './aggregate/definition';
import { basicDefinition } from './basic/definition';
import { collectionDefinition } from './collection/definition';
import { compositeDefinition } from './composite/definition';
import type { TaskTypeDefinition } from './contracts/task-type-definition';
import { parallelDefinition } from './parallel/definition';
import { routerDefinition } from './router/definition';
import { signalDefinition } from './signal/definition';
import { waitDefinition } from './wait/definition';

export { workflowActions } from './basic/workflow-actions';

/** The task types of the language, for the planner. */
export const builtInTaskTypes: readonly TaskTypeDefinition[] = [
  basicDefinition,
  waitDefinition,
  signalDefinition,
  routerDefinition,
  parallelDefinition,
  collectionDefinition,
  compositeDefinition,
  aggregateDefinition,
];

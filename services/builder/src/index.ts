export type { ActionInputs } from './action-inputs';
export {
  aggregate,
  basic,
  collection,
  composite,
  type InputOf,
  parallel,
  router,
  signal,
  type Task,
  type TaskOptions,
  task,
  type TypedAction,
  wait,
} from './tasks';
export { type Expression, expr, type Templated } from './templated';
export { type Definition, type DefinitionOptions, type WorkflowBuilder, workflow } from './workflow';
export type {
  AggregateFields,
  BasicFields,
  BooleanField,
  CollectionFields,
  CompositeFields,
  ErrorHandler,
  Json,
  JsonObject,
  NumberField,
  ParallelFields,
  RouterFields,
  SignalFields,
  TaskNode,
  WaitFields,
} from '@octavo/orchestrators/definitions';

// The parts of the orchestrators that the planner and the builder need. Not for workflow code, because of zod.
import { aggregateDefinition } from './aggregate/definition';
import { basicDefinition } from './basic/definition';
import { collectionDefinition } from './collection/definition';
import { compositeDefinition } from './composite/definition';
import type { TaskTypeDefinition } from './contracts/task-type-definition';
import { parallelDefinition } from './parallel/definition';
import { routerDefinition } from './router/definition';
import { signalDefinition } from './signal/definition';
import { waitDefinition } from './wait/definition';

export type { AggregateFields, AggregateTask } from './aggregate/definition';
export { workflowActions } from './basic/actions/declarations';
export type { BasicFields, BasicTask } from './basic/definition';
export type { CollectionFields, CollectionTask } from './collection/definition';
export type { CompositeFields, CompositeTask } from './composite/definition';
export { patchLevel } from './model/patches';
export type { ActionDeclaration } from './contracts/action-definition';
export type {
  ActionLookup,
  ChildList,
  ExpressionField,
  FieldPath,
  OutputKeys,
  ProblemReport,
  SchemaParts,
  Surroundings,
  TaskReference,
  TaskTraits,
  TaskTypeDefinition,
} from './contracts/task-type-definition';
export {
  callableNames,
  cutTemplate,
  ExpressionSyntaxError,
  findNearest,
  findWholeExpression,
  inspectExpression,
  holdsExpression,
  looksLikeExpression,
  type Reference,
  type TemplatePart,
} from './expressions';
export { describeValue, expectationOf, optionsOf } from './definitions/issue-words';
export { anyOfKeys, EACH } from './definitions/written-task';
export { parseDurationMs } from './model/duration';
export { canonicalJson, isJsonList, isJsonObject, type Json, type JsonObject } from './model/json';
export { findInexactNumber, parseNumber } from './model/json';
export type { BooleanField, ErrorHandler, NumberField, Plan, TaskNode } from './model/plan';
export { differingFields, mergeFields } from './model/plan-defaults';
export type { ParallelFields, ParallelTask } from './parallel/definition';
export { checkSchema, compileSchema, findMisreadKeywords } from './schema';
export type { RouterFields, RouterTask } from './router/definition';
export type { SignalFields, SignalTask } from './signal/definition';
export type { WaitFields, WaitTask } from './wait/definition';

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

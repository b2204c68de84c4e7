import type { Json, ReceivedSignal, WaitingRun } from '@octavo/orchestrators';
import type {
  AggregateTask,
  BasicTask,
  CollectionTask,
  CompositeTask,
  ParallelTask,
  RouterTask,
  SignalTask,
  WaitTask,
} from '@octavo/orchestrators/language';
import type { ChildrenEnd, ParentUpdateReply, ParentUpdateRequest } from './children';
import type {
  CreateStateReply,
  CreateStateRequest,
  DelayReply,
  FilterVerdict,
  PreparedBasic,
  PreparedChildren,
  PreparedCollection,
  PreparedComposite,
  PreparedRouter,
  PreparedSignal,
  PreparedWait,
} from './create-state';
import type { ResponseReply, ResponseRequest, RouterResult, SignalResult, WaitResult } from './response';
import type {
  BeginRunReply,
  BeginRunRequest,
  CloseChildRequest,
  CompleteRunReply,
  CompleteRunRequest,
} from './run-records';
import type { TaskContext } from './task-context';

/** The activities of the old engine: a state and a response activity for each type, and others. */
export interface LegacyActivities extends StateActivities, ResponseActivities, TypeActivities {
  beginRun(request: BeginRunRequest): Promise<BeginRunReply>;
  completeRun(request: CompleteRunRequest): Promise<CompleteRunReply>;
  delayTask(request: CreateStateRequest): Promise<DelayReply>;
  updateParentStatus(request: ParentUpdateRequest): Promise<ParentUpdateReply>;
  closeChild(request: CloseChildRequest): Promise<void>;
}

/** One before each task. */
export interface StateActivities {
  createBasicState(request: CreateStateRequest<BasicTask>): Promise<CreateStateReply<PreparedBasic>>;
  createWaitState(request: CreateStateRequest<WaitTask>): Promise<CreateStateReply<PreparedWait>>;
  createSignalState(request: CreateStateRequest<SignalTask>): Promise<CreateStateReply<PreparedSignal>>;
  createRouterState(request: CreateStateRequest<RouterTask>): Promise<CreateStateReply<PreparedRouter>>;
  createParallelState(request: CreateStateRequest<ParallelTask>): Promise<CreateStateReply<PreparedChildren>>;
  createCollectionState(request: CreateStateRequest<CollectionTask>): Promise<CreateStateReply<PreparedCollection>>;
  createCompositeState(request: CreateStateRequest<CompositeTask>): Promise<CreateStateReply<PreparedComposite>>;
  createAggregateState(request: CreateStateRequest<AggregateTask>): Promise<CreateStateReply<null>>;
}

/** One after each task. */
export interface ResponseActivities {
  handleBasicResponse(request: ResponseRequest<BasicTask, Json>): Promise<ResponseReply>;
  handleWaitResponse(request: ResponseRequest<WaitTask, WaitResult | null>): Promise<ResponseReply>;
  handleSignalResponse(request: ResponseRequest<SignalTask, SignalResult>): Promise<ResponseReply>;
  handleRouterResponse(request: ResponseRequest<RouterTask, RouterResult>): Promise<ResponseReply>;
  handleParallelResponse(request: ResponseRequest<ParallelTask, ChildrenEnd>): Promise<ResponseReply>;
  handleCollectionResponse(request: ResponseRequest<CollectionTask, ChildrenEnd>): Promise<ResponseReply>;
  handleCompositeResponse(request: ResponseRequest<CompositeTask, Json>): Promise<ResponseReply>;
  handleAggregateResponse(request: ResponseRequest<AggregateTask, null>): Promise<ResponseReply>;
}

/** Activities of single types between the two. */
export interface TypeActivities {
  executePureAction(request: PureActionRequest): Promise<Json>;
  checkWaitSignal(request: CheckSignalRequest): Promise<SignalVerdict>;
  filterSignalTargets(request: FilterTargetsRequest): Promise<readonly string[]>;
  startAndSignalLegacy(request: StartAndSignalRequest): Promise<{ readonly workflowId: string }>;
  filterCollectionItem(request: FilterItemRequest): Promise<FilterVerdict>;
  evaluateCompositeRound(request: CompositeRoundRequest): Promise<boolean>;
}

export interface PureActionRequest {
  /** The task's path; absent in histories of 0.1.0. */
  readonly path?: string;
  readonly action: string;
  readonly input: Json;
  /** The names of variables that `set` may assign. */
  readonly vars: readonly string[];
  /** The error that a handler handles. */
  readonly error: Json;
}

export interface CheckSignalRequest {
  readonly config: WaitTask;
  readonly context: TaskContext;
  readonly signal: ReceivedSignal;
}

export type SignalVerdict =
  | { readonly kind: 'accepted'; readonly key: string }
  | { readonly kind: 'unmatched' }
  | { readonly kind: 'invalid'; readonly reason: string };

export interface FilterTargetsRequest {
  readonly config: SignalTask;
  readonly context: TaskContext;
  readonly found: readonly WaitingRun[];
}

export interface StartAndSignalRequest {
  readonly definitionId: string;
  readonly workflowId: string;
  readonly input: Json;
  readonly taskQueue: string;
  readonly signal: string;
  readonly envelope: Json;
}

export interface FilterItemRequest {
  readonly config: CollectionTask;
  readonly context: TaskContext;
  readonly path: string;
}

export interface CompositeRoundRequest {
  readonly config: CompositeTask;
  readonly context: TaskContext;
  /** Rounds that have ended. */
  readonly round: number;
  readonly max: number;
}

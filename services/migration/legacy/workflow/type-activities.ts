import type { TaskNode } from '@octavo/orchestrators';
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
import type { CreateStateReply, CreateStateRequest } from '../contracts/create-state';
import type { LegacyActivities } from '../contracts/legacy-activities';
import type { ResponseReply, ResponseRequest, TaskResult } from '../contracts/response';
import { unknownType } from './unknown-type';

type Create = CreateStateRequest;
type Respond = ResponseRequest;

/** Calls the state activity of the task's type, before its work. */
export function createStateOf(
  type: string,
  request: Create,
  engine: LegacyActivities,
): Promise<CreateStateReply<unknown>> {
  switch (type) {
    case 'basic':
      return engine.createBasicState(request as CreateStateRequest<BasicTask>);
    case 'wait':
      return engine.createWaitState(request as CreateStateRequest<WaitTask>);
    case 'signal':
      return engine.createSignalState(request as CreateStateRequest<SignalTask>);
    case 'router':
      return engine.createRouterState(request as CreateStateRequest<RouterTask>);
    case 'parallel':
      return engine.createParallelState(request as CreateStateRequest<ParallelTask>);
    case 'collection':
      return engine.createCollectionState(request as CreateStateRequest<CollectionTask>);
    case 'composite':
      return engine.createCompositeState(request as CreateStateRequest<CompositeTask>);
    case 'aggregate':
      return engine.createAggregateState(request as CreateStateRequest<AggregateTask>);
    default:
      throw unknownType(type);
  }
}

/** Calls the response activity of the task's type, after its work. */
export function handleResponseOf(type: string, request: Respond, engine: LegacyActivities): Promise<ResponseReply> {
  switch (type) {
    case 'basic':
      return engine.handleBasicResponse(requestOf(request));
    case 'wait':
      return engine.handleWaitResponse(requestOf(request));
    case 'signal':
      return engine.handleSignalResponse(requestOf(request));
    case 'router':
      return engine.handleRouterResponse(requestOf(request));
    case 'parallel':
      return engine.handleParallelResponse(requestOf(request));
    case 'collection':
      return engine.handleCollectionResponse(requestOf(request));
    case 'composite':
      return engine.handleCompositeResponse(requestOf(request));
    case 'aggregate':
      return engine.handleAggregateResponse(requestOf(request));
    default:
      throw unknownType(type);
  }
}

/** Narrows the type; the switch on the task's type ensures that it is right. */
function requestOf<Task extends TaskNode, Result>(request: Respond): ResponseRequest<Task, Result> {
  return { ...request, config: request.config as Task, result: request.result as TaskResult<Result> };
}

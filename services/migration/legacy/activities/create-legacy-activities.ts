import { callingTemporal } from '@octavo/activities';
import type { TaskStateStore } from '@octavo/state';
import type { Client } from '@temporalio/client';
import type {
  LegacyActivities,
  ResponseActivities,
  StateActivities,
  TypeActivities,
} from '../contracts/legacy-activities';
import { CreateChild } from '../services/create-child';
import { ParentUpdater } from '../services/parent-updater';
import { tellingFailures } from './activity-failure';
import { createState, delayTask } from './create-state';
import { evaluationOf } from './evaluation';
import { handleResponse } from './handle-response';
import { executePureAction } from './pure-action';
import { aggregateResponse } from './responses/handle-aggregate-response';
import { basicResponse } from './responses/handle-basic-response';
import { collectionResponse } from './responses/handle-collection-response';
import { compositeResponse } from './responses/handle-composite-response';
import { parallelResponse } from './responses/handle-parallel-response';
import { routerResponse } from './responses/handle-router-response';
import { signalResponse } from './responses/handle-signal-response';
import { waitResponse } from './responses/handle-wait-response';
import { beginRun, completeRun } from './run-activities';
import { filterSignalTargets, startAndSignalLegacy } from './signal-targets';
import { epochOfActivity, StateWriter } from './state-writer';
import { aggregateState } from './states/create-aggregate-state';
import { basicState } from './states/create-basic-state';
import { collectionState, filterItem } from './states/create-collection-state';
import { compositeState, wantsAnotherRound } from './states/create-composite-state';
import { parallelState } from './states/create-parallel-state';
import { routerState } from './states/create-router-state';
import { signalState } from './states/create-signal-state';
import { waitState } from './states/create-wait-state';
import { checkWaitSignal } from './wait-signal';

/** The dependencies of the activities. */
export interface LegacyActivitiesOptions {
  /** The store for states, shared with Octavo's own activities. */
  readonly store: Pick<TaskStateStore, 'write'>;
  readonly client: Pick<Client, 'workflow'>;
}

/** The activities of the old engine. A worker registers them beside Octavo's own activities, which run the actions. */
export function createLegacyActivities({ store, client }: LegacyActivitiesOptions): LegacyActivities {
  const states = new StateWriter(store, epochOfActivity);
  const children = new CreateChild(states);
  const parents = new ParentUpdater(states);
  return {
    ...stateActivities(children),
    ...responseActivities(states),
    ...typeActivities(client),
    beginRun: (request) => beginRun(states, request),
    completeRun: (request) => completeRun(states, request),
    delayTask: (request) => delayTask(children, request),
    updateParentStatus: (request) => parents.update(request),
    closeChild: ({ run, state }) => states.write(run, state),
  };
}

function stateActivities(children: CreateChild): StateActivities {
  return {
    createBasicState: (request) => createState(children, request, basicState),
    createWaitState: (request) => createState(children, request, waitState),
    createSignalState: (request) => createState(children, request, signalState),
    createRouterState: (request) => createState(children, request, routerState),
    createParallelState: (request) => createState(children, request, parallelState),
    createCollectionState: (request) => createState(children, request, collectionState),
    createCompositeState: (request) => createState(children, request, compositeState),
    createAggregateState: (request) => createState(children, request, aggregateState),
  };
}

function responseActivities(states: StateWriter): ResponseActivities {
  return {
    handleBasicResponse: (request) => handleResponse(states, request, basicResponse),
    handleWaitResponse: (request) => handleResponse(states, request, waitResponse),
    handleSignalResponse: (request) => handleResponse(states, request, signalResponse),
    handleRouterResponse: (request) => handleResponse(states, request, routerResponse),
    handleParallelResponse: (request) => handleResponse(states, request, parallelResponse),
    handleCollectionResponse: (request) => handleResponse(states, request, collectionResponse),
    handleCompositeResponse: (request) => handleResponse(states, request, compositeResponse),
    handleAggregateResponse: (request) => handleResponse(states, request, aggregateResponse),
  };
}

function typeActivities(client: Pick<Client, 'workflow'>): TypeActivities {
  return {
    executePureAction: (request) => tellingFailures(() => executePureAction(request)),
    checkWaitSignal: async (request) => checkWaitSignal(request),
    filterSignalTargets: (request) => tellingFailures(() => filterSignalTargets(request)),
    startAndSignalLegacy: (request) => callingTemporal(client, () => startAndSignalLegacy(client, request)),
    filterCollectionItem: async ({ config, path, context }) => filterItem(config, path, evaluationOf(context)),
    evaluateCompositeRound: (request) => tellingFailures(() => wantsAnotherRound(request)),
  };
}

import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { withLogAttributes } from '../adapters/workflow-log';
import { beginActivation, endActivation } from '../turns/activation';

/** Names that the SDK keeps for itself. */
const RESERVED_PREFIX = '__temporal_';

/**
 * Tells the run of the beginning and the end of activations. Drops signals with reserved names: where a workflow takes
 * signals of any name, the SDK answers them by failing the workflow task for ever, and anybody may send one. Log lines get
 * the attributes of the run.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [{ getLogAttributes: (attributes, next) => next(withLogAttributes(attributes)) }],
  internals: [
    {
      activate(input, next) {
        const { jobs = [] } = input.activation;
        input.activation.jobs = jobs?.filter(({ signalWorkflow: signal }) => !isReserved(signal?.signalName)) ?? null;
        beginActivation(input.activation.jobs ?? []);
        next(input);
      },
      concludeActivation(input, next) {
        endActivation(input.commands.length);
        return next(input);
      },
    },
  ],
});

function isReserved(name: string | null | undefined): boolean {
  return name?.startsWith(RESERVED_PREFIX) === true;
}

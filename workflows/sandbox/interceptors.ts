import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { withLogAttributes } from '../adapters/workflow-log';
import { beginActivation, endActivation } from '../turns/activation';

/** Prefix of names that the SDK reserves. */
const RESERVED_PREFIX = '__temporal_';

/**
 * Notifies the run when an activation begins and ends, and adds the run's attributes to log lines. Drops signals with
 * reserved names: in a workflow that accepts signals of any name, the SDK fails the workflow task for them, which Temporal
 * retries for ever, and every client can send one.
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

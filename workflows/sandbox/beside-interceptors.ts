import { type WorkflowInterceptorsFactory, workflowInfo } from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes';
import { wellFormedFailures } from './failure-converter';
import { interceptors as interceptorsOfRuns } from './interceptors';
import { payloadConverter } from './payload-converter';
import { isOctavoType } from './workflow-types';

/** Sets up Octavo's runs in a team's worker. It does not change the team's own workflows. */
export const interceptors: WorkflowInterceptorsFactory = () => {
  if (!isOctavoType(workflowInfo().workflowType)) return {};
  convertAsOctavo();
  return interceptorsOfRuns();
};

/**
 * Replaces the payload converter before the run reads or writes anything. It keeps the team's failure converter, which may
 * encrypt messages.
 */
function convertAsOctavo(): void {
  const activator = getActivator();
  activator.payloadConverter = payloadConverter;
  activator.failureConverter = wellFormedFailures(activator.failureConverter);
}

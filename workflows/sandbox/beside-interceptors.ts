import { type WorkflowInterceptorsFactory, workflowInfo } from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes';
import { wellFormedFailures } from './failure-converter';
import { interceptors as interceptorsOfRuns } from './interceptors';
import { payloadConverter } from './payload-converter';
import { isOctavoType } from './workflow-types';

/** Gives Octavo's runs what they need in a worker of a team; the team's own workflows are left as they are. */
export const interceptors: WorkflowInterceptorsFactory = () => {
  if (!isOctavoType(workflowInfo().workflowType)) return {};
  convertAsOctavo();
  return interceptorsOfRuns();
};

/** Nothing has been read or written for the run yet. How failures are written is the team's: it may encrypt their texts. */
function convertAsOctavo(): void {
  const activator = getActivator();
  activator.payloadConverter = payloadConverter;
  activator.failureConverter = wellFormedFailures(activator.failureConverter);
}

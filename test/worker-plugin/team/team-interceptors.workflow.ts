import { proxySinks, type Sinks, workflowInfo, type WorkflowInterceptors } from '@temporalio/workflow';

export interface TeamSinks extends Sinks {
  readonly team: { sawWorkflow(workflowType: string): void };
}

/** Tells the worker of every workflow that begins. */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [
    {
      execute: (input, next) => {
        proxySinks<TeamSinks>().team.sawWorkflow(workflowInfo().workflowType);
        return next(input);
      },
    },
  ],
});

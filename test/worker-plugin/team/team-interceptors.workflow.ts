import { proxySinks, type Sinks, workflowInfo, type WorkflowInterceptors } from '@temporalio/workflow';

export interface TeamSinks extends Sinks {
  readonly team: { sawWorkflow(workflowType: string): void };
}

/** Reports every workflow that begins to the worker. */
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

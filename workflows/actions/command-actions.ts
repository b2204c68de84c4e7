import type { ActionHandler, ActionHandlerParts } from './action-handler';
import { TemporalActivity } from './temporal-activity';
import { WorkflowRunAction } from './child-workflow';

/** The actions that are commands of the workflow, by name: the one place to register another. */
export const commandActions: Readonly<Record<string, new (parts: ActionHandlerParts) => ActionHandler>> = {
  'temporal.activity': TemporalActivity,
  'workflow.run': WorkflowRunAction,
};

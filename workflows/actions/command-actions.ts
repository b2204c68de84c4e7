import type { ActionHandler, ActionHandlerParts } from './action-handler';
import { TemporalActivity } from './temporal-activity';
import { WorkflowRunAction } from './child-workflow';

/** The actions that are commands of the workflow, by name. Register new ones here. */
export const commandActions: Readonly<Record<string, new (parts: ActionHandlerParts) => ActionHandler>> = {
  'temporal.activity': TemporalActivity,
  'workflow.run': WorkflowRunAction,
};

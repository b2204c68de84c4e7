import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';

const definition = defineSearchAttributeKey('OctavoDefinition', SearchAttributeType.KEYWORD);
const waitingFor = defineSearchAttributeKey('OctavoWaitingFor', SearchAttributeType.KEYWORD_LIST);

/** Tells visibility what the run waits for, where its start shows that the server knows Octavo's attributes. */
export function tellAwaited(names: readonly string[]): void {
  if (workflowInfo().typedSearchAttributes.get(definition) === undefined) return;
  upsertSearchAttributes([{ key: waitingFor, value: [...names] }]);
}

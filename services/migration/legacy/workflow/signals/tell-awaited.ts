import { definitionAttribute, waitingForAttribute } from '@octavo/orchestrators';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';

/** Tells visibility what the run waits for, where its start shows that the server knows Octavo's attributes. */
export function tellAwaited(names: readonly string[]): void {
  if (workflowInfo().typedSearchAttributes.get(definitionAttribute) === undefined) return;
  upsertSearchAttributes([{ key: waitingForAttribute, value: [...names] }]);
}

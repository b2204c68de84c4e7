import { definitionAttribute, waitingForAttribute } from '@octavo/orchestrators';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';

/** Sets the search attribute for the awaited signals, if the start shows that the server has Octavo's attributes. */
export function tellAwaited(names: readonly string[]): void {
  if (workflowInfo().typedSearchAttributes.get(definitionAttribute) === undefined) return;
  upsertSearchAttributes([{ key: waitingForAttribute, value: [...names] }]);
}

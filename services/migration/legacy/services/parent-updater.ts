import type { StateWriter } from '../activities/state-writer';
import type { ParentUpdateReply, ParentUpdateRequest } from '../contracts/children';
import { decideStatus } from './status-rules';

/** Updates the state of a parent when a child has ended, and decides whether the parent has ended too. */
export class ParentUpdater {
  readonly #states: StateWriter;

  constructor(states: StateWriter) {
    this.#states = states;
  }

  async update({
    parent,
    workflowId,
    firstRunId,
    rule,
    tally,
    verdict,
  }: ParentUpdateRequest): Promise<ParentUpdateReply> {
    const counted = { ...tally, [verdict]: tally[verdict] + 1 };
    await this.#states.write({ workflowId, id: firstRunId }, parent);
    return { tally: counted, decision: decideStatus(rule, counted) };
  }
}

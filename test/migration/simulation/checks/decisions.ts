import type { Decision, DecisionSinks } from '../observed-run.workflow';
import type { RecordedActivation } from '../server/execution';
import { fromPayload } from '../server/protocol';
import type { Answer } from '../world/flipping-flags';
import type { SimulatedRun } from '../world/simulated-run';

/** A choice of an engine, with what the run could know at that moment. */
export interface Choice extends Decision {
  /** The answers of the flags that may have been the newest known, by their place among all. */
  readonly from: number;
  readonly to: number;
  /** When the last answer came; workflow time, milliseconds since the epoch. */
  readonly lastToldMs: number;
}

interface Told {
  /** Place of the answer among all answers of the flags. */
  readonly answer: number;
  readonly isLocal: boolean;
}

/** All choices of a run, in order. Where answers came with the same activation, any of them may have been first. */
export function choicesOf({ execution, flags }: SimulatedRun): readonly Choice[] {
  const choices: Choice[] = [];
  let from = -1;
  let lastToldMs = Number.NEGATIVE_INFINITY;
  for (const recorded of execution.activations) {
    const told = answersIn(recorded, flags.answers);
    const decided = decisionsIn(recorded);
    const to = Math.max(from, ...told);
    if (told.length > 0) lastToldMs = decided[0]?.atMs ?? timeOf(recorded);
    choices.push(...decided.map((decision) => ({ ...decision, from: Math.max(0, from), to, lastToldMs })));
    from = to;
  }
  return choices;
}

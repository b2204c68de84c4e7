import type { SignalTarget } from '@octavo/orchestrators';
import type { SignalTask } from '@octavo/orchestrators/language';
import type { PreparedSignal } from '../../contracts/create-state';
import type { StateKind } from '../create-state';
import type { Evaluation } from '../evaluation';

/** `createSignalState`: the signal and its targets. */
export const signalState: StateKind<SignalTask, PreparedSignal> = {
  prepare: ({ config, idempotencyKey }, evaluation) => {
    const { evaluator, scope } = evaluation;
    const signal = evaluator.text(config.signal, scope);
    const payload = evaluator.value(config.payload, scope);
    const signalId = config.signalId === undefined ? idempotencyKey : evaluator.text(config.signalId, scope);
    return { signal, payload, signalId, to: targetOf(config, evaluation) };
  },
};

function targetOf(
  { to: { workflowId, runId, parent, self, start } }: SignalTask,
  evaluation: Evaluation,
): SignalTarget {
  const { evaluator, scope } = evaluation;
  if (workflowId !== undefined) {
    const run = runId === undefined ? {} : { runId: evaluator.text(runId, scope) };
    return { workflowId: evaluator.text(workflowId, scope), ...run };
  }
  if (parent !== undefined) return { parent };
  if (self !== undefined) return { self };
  if (start === undefined) return { waiting: true };
  const { definition, workflowId: id, input } = start;
  return {
    start: {
      definition: evaluator.text(definition, scope),
      workflowId: evaluator.text(id, scope),
      input: evaluator.value(input, scope),
    },
  };
}

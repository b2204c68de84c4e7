import type { RunResult } from '@octavo/client';
import type { Json } from '@octavo/orchestrators';
import { ApplicationFailure } from '@temporalio/common';
import type { SimulatedRun } from '../world/simulated-run';

/** The end of a run, without parts that depend on the engine. */
export interface Outcome {
  readonly status: string;
  readonly output: Json;
  readonly error: Json;
  /** By path: status (with a `+` if handled), output and error. */
  readonly tasks: Readonly<Record<string, Json>>;
  /** Signals to other runs. */
  readonly sent: readonly unknown[];
}

/** Undefined for a run that did not end. */
export function outcomeOf(run: SimulatedRun): Outcome | undefined {
  const { end } = run.execution;
  if (end === undefined) return undefined;
  const shared = { tasks: tasksOf(run), sent: run.sent };
  if ('isCanceled' in end) return { status: 'CANCELED', output: null, error: null, ...shared };
  const { status, output, error } = 'result' in end ? (end.result as RunResult) : resultOf(end.failure);
  return { status, output, error: error as Json, ...shared };
}

function resultOf(failure: Error): RunResult {
  if (failure instanceof ApplicationFailure) return failure.details?.[0] as RunResult;
  throw failure;
}

function tasksOf({ states }: SimulatedRun): Outcome['tasks'] {
  const taskStates = [...states.values()].filter(({ path }) => path !== '');
  const inOrder = taskStates.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return Object.fromEntries(
    inOrder.map(({ path, status, handled, output, error }) => [
      path,
      [handled ? `${status}+` : status, output, error as Json],
    ]),
  );
}

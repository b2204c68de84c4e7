import {
  type FailureOutcome,
  type Json,
  type Plan,
  type RunInfo,
  type Scope,
  SignalBuffer,
} from '@octavo/orchestrators';
import { DeclaredVariables, rootScope } from '@octavo/orchestrators/language';
import type { RunResult } from '@octavo/workflows';
import type { BeginRunReply, BeginRunRequest } from '../contracts/run-records';
import { ConfigManager } from '../services/config-manager';
import { keepBooks } from './engine-activities';
import { LegacyRunContext, type LegacyRunParts } from './legacy-run-context';
import { type LegacyPlannedRun, readArgument } from './run-argument';
import { RunExecutor } from './run-executor';
import { failureOfRun, failureOfThrown } from './run-failure';
import { runInfoOf } from './run-info';
import { resultOf } from './run-result';
import { answerQueries } from './run-view';
import { runLegacyChild } from './actions/run-legacy-child';
import type { OtherRuns } from './other-runs';
import { sendSignal } from './signals/send-signal';
import { receiveSignals } from './signals/signal-inbox';
import { tellAwaited } from './signals/tell-awaited';
import { RunStateBook } from './state-book';
import { contextOf } from './task-context';

/**
 * Workflow type `legacyRun`: runs one definition to its end on the old engine. Takes the argument of `octavoRun` and
 * ends as it does: with the `RunResult` of a run that succeeded, else with a failure that has it as its first detail.
 */
export async function legacyRun(argument: unknown): Promise<RunResult> {
  try {
    const result = await runPlan(await readArgument(argument));
    if (result.status !== 'SUCCESS') throw failureOfRun(result);
    return result;
  } catch (thrown) {
    throw failureOfThrown(thrown);
  }
}

async function runPlan(planned: LegacyPlannedRun): Promise<RunResult> {
  const { plan, input } = planned;
  const info = runInfoOf(plan);
  const signals: SignalBuffer = new SignalBuffer(undefined, () => tellAwaited(signals.awaited));
  receiveSignals(signals);
  const begun = await beginRun(plan, info, rootScope(lookup({ input, run: { ...info } })));
  if (begun.kind === 'refused') return resultOf(await refuse(plan, info, begun.failure), []);
  const states = new RunStateBook();
  answerQueries({ info, states, signals });
  const vars = new DeclaredVariables(begun.vars);
  const run = new LegacyRunContext({ ...partsOf(planned, info), signals, others: otherRuns(signals), vars, states });
  const scope = rootScope((name) => (name === 'vars' ? vars.values : lookup({ input, run: { ...info } })(name)));
  const outcome = await new RunExecutor(run, scope).execute(begun.timeoutMs);
  return resultOf(outcome, states.all());
}

function partsOf(
  { plan, keyPrefix }: LegacyPlannedRun,
  info: RunInfo,
): Pick<LegacyRunParts, 'plan' | 'info' | 'configs' | 'keyPrefix'> {
  return { plan, info, configs: new ConfigManager(plan), keyPrefix: keyPrefix ?? info.id };
}

function otherRuns(signals: SignalBuffer): OtherRuns {
  return { signal: (request) => sendSignal(request, signals), run: runLegacyChild };
}

function lookup(known: Readonly<Record<string, Json>>): (name: string) => Json | undefined {
  return (name) => (Object.hasOwn(known, name) ? known[name] : undefined);
}

async function beginRun(plan: Plan, info: RunInfo, scope: Scope): Promise<BeginRunReply> {
  const head = headOf(plan);
  const context = contextOf(head, scope, info);
  return await keepBooks((engine) => engine.beginRun({ plan: head, context }));
}

/** Ends a run whose `vars` or `timeout` cannot be evaluated, before any task and without its handlers. */
async function refuse({ id, version }: Plan, info: RunInfo, failure: FailureOutcome): Promise<FailureOutcome> {
  const context = { run: info, nowMs: Date.now(), bindings: {}, tasks: [] };
  await keepBooks((engine) =>
    engine.completeRun({ plan: { id, version }, context, version: 2, result: { kind: 'failed', failure } }),
  );
  return failure;
}

function headOf({ id, version, title, vars, timeout }: Plan): BeginRunRequest['plan'] {
  return {
    ...{ id, version },
    ...(title === undefined ? {} : { title }),
    ...(vars === undefined ? {} : { vars }),
    ...(timeout === undefined ? {} : { timeout }),
  };
}

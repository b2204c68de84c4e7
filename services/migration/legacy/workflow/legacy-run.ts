import { type FailureOutcome, type Plan, SignalBuffer } from '@octavo/orchestrators';
import { DeclaredVariables } from '@octavo/orchestrators/language';
import type { RunResult } from '@octavo/workflows';
import type { BeginRunReply, BeginRunRequest } from '../contracts/run-records';
import { ConfigManager } from '../services/config-manager';
import { keepBooks } from './engine-activities';
import { LegacyRunContext, type LegacyRunParts } from './legacy-run-context';
import { LegacyScope } from './legacy-scope';
import { type LegacyPlannedRun, readArgument } from './run-argument';
import { RunExecutor } from './run-executor';
import { failureOfRun, failureOfThrown } from './run-failure';
import { runInfoOf } from './run-info';
import { resultOf } from './run-result';
import { answerQueries } from './run-view';
import { receiveSignals } from './signals/signal-inbox';
import { tellAwaited } from './signals/tell-awaited';

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
  const parts = partsOf(planned);
  receiveSignals(parts.signals);
  const begun = await beginRun(parts);
  if (begun.kind === 'refused') return resultOf(await refuse(parts, begun.failure), []);
  const run = new LegacyRunContext({ ...parts, vars: new DeclaredVariables(begun.vars) });
  answerQueries(run);
  const outcome = await new RunExecutor(run).execute(begun.timeoutMs);
  return resultOf(outcome, run.states.values());
}

function partsOf({ plan, input, keyPrefix }: LegacyPlannedRun): LegacyRunParts {
  const info = runInfoOf(plan);
  const signals: SignalBuffer = new SignalBuffer(undefined, () => tellAwaited(signals.awaited));
  const configs = new ConfigManager(plan);
  return {
    plan,
    values: { info, input },
    configs,
    signals,
    keyPrefix: keyPrefix ?? info.id,
    vars: new DeclaredVariables({}),
  };
}

async function beginRun(parts: LegacyRunParts): Promise<BeginRunReply> {
  const plan = headOf(parts.plan);
  const context = new LegacyRunContext(parts).contextFor(plan, new LegacyScope());
  return await keepBooks((engine) => engine.beginRun({ plan, context }));
}

/** A run whose `vars` or `timeout` cannot be evaluated ends before any task; no handler is asked. */
async function refuse({ plan, values: { info } }: LegacyRunParts, failure: FailureOutcome): Promise<FailureOutcome> {
  const context = { run: info, nowMs: Date.now(), bindings: {}, tasks: [] };
  const { id, version } = plan;
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

import type { LoadPlanReply, LoadPlanRequest } from '@octavo/activities';
import { type Json, type Plan, TaskFailure } from '@octavo/orchestrators';
import { isJsonObject } from '@octavo/orchestrators/language';
import { checkSupport } from './check-support';
import { loadPlan } from './engine-activities';

/** The planned definition of a run, with its input. */
export interface LegacyPlannedRun {
  readonly plan: Plan;
  readonly input: Json;
  readonly keyPrefix?: string;
}

const MOST_PROBLEMS_TOLD = 50;

/** Reads the argument of a run, which is that of `octavoRun`; without a plan, the worker makes one. Throws `TaskFailure`. */
export async function readArgument(argument: unknown): Promise<LegacyPlannedRun> {
  if (!isJsonObject(argument as Json | undefined))
    throw invalid('expected one object { definition, input } or { plan, input }');
  const { keyPrefix, ...request } = argument as Readonly<Record<string, Json>>;
  const planned = request['plan'] === undefined ? await planOf(request) : readPlanned(request);
  checkSupport(planned.plan);
  return { ...planned, ...(typeof keyPrefix === 'string' ? { keyPrefix } : {}) };
}

function readPlanned({ plan, input = {} }: Readonly<Record<string, Json>>): LegacyPlannedRun {
  if (!isPlan(plan)) throw invalid('`plan` is not a plan of this version of Octavo; pass the definition instead');
  return { plan, input };
}

async function planOf(request: Readonly<Record<string, Json>>): Promise<LegacyPlannedRun> {
  if (request['definition'] === undefined && typeof request['definitionId'] !== 'string') {
    throw invalid(`expected \`definition\` or \`definitionId\`, got ${Object.keys(request).join(', ') || '(nothing)'}`);
  }
  const reply = await loadPlan(request as unknown as LoadPlanRequest);
  if ('problems' in reply) throw refusal(reply);
  return reply;
}

function refusal({ code, problems }: Extract<LoadPlanReply, { code: string }>): TaskFailure {
  const errors = problems.filter(({ severity }) => severity === 'error').slice(0, MOST_PROBLEMS_TOLD);
  const lines = errors.map((problem) => {
    const label = problem.code === code ? '' : problem.code;
    const head = [label, problem.path === '' ? '' : `at ${problem.path}`].filter(Boolean).join(' ');
    return head === '' ? problem.message : `${head}: ${problem.message}`;
  });
  return new TaskFailure(code, lines.join('\n'), { details: { problems: problems as unknown as Json } });
}

function isPlan(value: Json | undefined): value is Plan & Json {
  if (!isJsonObject(value)) return false;
  const { octavo, id, version, tasks, defaults } = value;
  return (
    octavo === 1 &&
    typeof id === 'string' &&
    typeof version === 'string' &&
    Array.isArray(tasks) &&
    isJsonObject(defaults)
  );
}

function invalid(message: string): TaskFailure {
  return new TaskFailure('DEFINITION_INVALID', message);
}

import { type Json, TaskFailure } from '@octavo/orchestrators';
import { isJsonList, isJsonObject } from '@octavo/orchestrators/language';
import { proxyActivities } from '@temporalio/workflow';
import type { DoneResult } from '../../contracts/response';
import type { AttemptStart } from '../execution/attempt-start';
import { optionsOf } from './activity-options';
import type { BasicWork } from './basic-work';

type Foreign = Readonly<Record<string, (...args: Json[]) => Promise<Json | undefined>>>;

/** `temporal.activity`: one attempt of any activity of any worker; the engine retries. */
export async function runForeignActivity(
  work: BasicWork,
  { previousAttempts }: AttemptStart,
): Promise<DoneResult<Json>> {
  const { activity, args } = readInput(work.prepared.input);
  const { heartbeatTimeout: _default, ...options } = optionsOf(work, 1);
  const { attemptTimeoutMs, heartbeatTimeoutMs } = work.prepared;
  const beating = heartbeatTimeoutMs === undefined ? {} : { heartbeatTimeout: heartbeatTimeoutMs };
  const proxy = proxyActivities<Foreign>({ ...options, ...beating, startToCloseTimeout: attemptTimeoutMs });
  const output = await proxy[activity]?.(...args);
  return { kind: 'done', result: output ?? null, attempt: previousAttempts + 1 };
}

function readInput(input: Json): { readonly activity: string; readonly args: readonly Json[] } {
  if (!isJsonObject(input))
    throw new TaskFailure('INPUT_INVALID', '`with` of temporal.activity must be { activity, args }');
  const { activity, args = [] } = input;
  if (typeof activity !== 'string' || activity === '')
    throw new TaskFailure('INPUT_INVALID', '`activity` of temporal.activity must be text');
  if (!isJsonList(args)) throw new TaskFailure('INPUT_INVALID', '`args` of temporal.activity must be a list');
  return { activity, args };
}

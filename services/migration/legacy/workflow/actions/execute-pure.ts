import type { Json } from '@octavo/orchestrators';
import { isJsonObject } from '@octavo/orchestrators/language';
import type { DoneResult } from '../../contracts/response';
import { working } from '../engine-activities';
import type { AttemptStart } from '../execution/attempt-start';
import type { BasicWork } from './basic-work';

/** `set`, `transform`, `log`, `fail`: in an activity, like every action of the old engine. */
export async function executePure(work: BasicWork, { previousAttempts }: AttemptStart): Promise<DoneResult<Json>> {
  const { run, path, prepared, scope } = work;
  const { action, input } = prepared;
  const vars = Object.keys(run.parts.vars.values);
  const error = (scope.get('error') ?? null) as Json;
  const output = await working.executePureAction({ path, action, input, vars, error });
  if (action === 'set' && isJsonObject(output)) run.parts.vars.assign(output);
  return { kind: 'done', result: output, attempt: previousAttempts + 1 };
}

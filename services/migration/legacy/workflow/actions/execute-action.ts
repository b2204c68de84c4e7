import type { ActionResult, Json, TaskFailure } from '@octavo/orchestrators';
import type { DoneResult } from '../../contracts/response';
import { isOwnCancellation } from '../cancellation';
import { toTaskFailure } from '../engine-failures';
import type { AttemptStart } from '../execution/attempt-start';
import type { BasicWork } from './basic-work';
import { executePure } from './execute-pure';
import { runActionActivity } from './run-action-activity';
import { runForeignActivity } from './run-foreign-activity';

type Attempt = (work: BasicWork, start: AttemptStart) => Promise<DoneResult<Json>>;

const pure: ReadonlySet<string> = new Set(['set', 'transform', 'log', 'fail']);

/** The actions that do not run in the activity `runAction`. */
const special: ReadonlyMap<string, Attempt> = new Map<string, Attempt>([
  ['temporal.activity', runForeignActivity],
  ['workflow.run', (work, start) => work.run.parts.others.run(work, start)],
]);

/** One attempt of an action, or several if Temporal retries them. */
export async function executeAction(work: BasicWork, start: AttemptStart): Promise<DoneResult<Json>> {
  work.run.checkHistory();
  const { action } = work.prepared;
  return await (pure.has(action) ? executePure : askTheWorld)(work, start);
}

async function askTheWorld(work: BasicWork, start: AttemptStart): Promise<DoneResult<Json>> {
  const { action } = work.prepared;
  try {
    const done = await (special.get(action) ?? runActionActivity)(work, start);
    const { result: output, attempt = start.previousAttempts + 1, startedAt, endedAt } = done;
    const times = startedAt === undefined || endedAt === undefined ? {} : { startedAt, endedAt };
    note(work, { output, attempt, ...times });
    return done;
  } catch (thrown) {
    note(work, isOwnCancellation(thrown) ? undefined : toTaskFailure(thrown, start.previousAttempts + 1));
    throw thrown;
  }
}

function note(
  { run, path, prepared: { action, input } }: BasicWork,
  end: ActionResult | TaskFailure | undefined,
): void {
  run.parts.journal?.action(path, { action, input, ...(end === undefined ? {} : { end }) });
}

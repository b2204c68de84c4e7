import type { Json } from '@octavo/orchestrators';
import type { DoneResult } from '../../contracts/response';
import type { AttemptStart } from '../execution/attempt-start';
import type { BasicWork } from './basic-work';
import { executePure } from './execute-pure';
import { runActionActivity } from './run-action-activity';
import { runForeignActivity } from './run-foreign-activity';

type Attempt = (work: BasicWork, start: AttemptStart) => Promise<DoneResult<Json>>;

/** The actions that are no activity of Octavo's. */
const special: ReadonlyMap<string, Attempt> = new Map<string, Attempt>([
  ['set', executePure],
  ['transform', executePure],
  ['log', executePure],
  ['fail', executePure],
  ['temporal.activity', runForeignActivity],
  ['workflow.run', (work, start) => work.run.parts.others.run(work, start)],
]);

/** One attempt of an action, or several where Temporal retries them itself. */
export async function executeAction(work: BasicWork, start: AttemptStart): Promise<DoneResult<Json>> {
  work.run.checkHistory();
  return await (special.get(work.prepared.action) ?? runActionActivity)(work, start);
}

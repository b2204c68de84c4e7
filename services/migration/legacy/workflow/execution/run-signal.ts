import type { SignalTarget } from '@octavo/orchestrators';
import type { SignalTask } from '@octavo/orchestrators/language';
import type { PreparedSignal } from '../../contracts/create-state';
import type { SignalResult } from '../../contracts/response';
import { withoutInnerTasks } from '../../services/config-manager';
import { findWaiting, working } from '../engine-activities';
import type { Work, Worker } from '../task-visit';

/** Sends a signal to its target. */
export const runSignal: Worker<SignalTask, PreparedSignal, SignalResult> = async (work) => {
  const { prepared, run, path } = work;
  run.checkHistory();
  const to = await targetOf(work);
  const workflowIds = await run.parts.others.signal({ ...prepared, to }, path);
  run.parts.journal?.sent(path, workflowIds);
  return { kind: 'done', result: { signal: prepared.signal, to, workflowIds } };
};

/** For `waiting`: the runs that wait now and satisfy `where`. */
async function targetOf({ task, path, scope, prepared, run }: Work<SignalTask, PreparedSignal>): Promise<SignalTarget> {
  if (!('waiting' in prepared.to)) return prepared.to;
  const found = await findWaiting({ signal: prepared.signal });
  run.parts.journal?.found(path, found);
  const config = withoutInnerTasks(task) as SignalTask;
  const wanted = { config, context: run.contextFor(config, scope), found };
  const workflowIds =
    task.to.where === undefined ? found.map(({ workflowId }) => workflowId) : await working.filterSignalTargets(wanted);
  return { waiting: true, workflowIds };
}

import type { Json } from '@octavo/orchestrators';
import { type CompositeTask, passOn } from '@octavo/orchestrators/language';
import { sleep } from '@temporalio/workflow';
import type { PreparedComposite } from '../../contracts/create-state';
import { withoutInnerTasks } from '../../services/config-manager';
import { working } from '../engine-activities';
import { type ListResult, runTaskList } from '../task-list';
import type { Work, Worker } from '../task-visit';

type CompositeWork = Work<CompositeTask, PreparedComposite>;

/** Runs a list of tasks in order, once or in rounds. */
export const runComposite: Worker<CompositeTask, PreparedComposite, Json> = async (work) => {
  const result = work.task.repeat === undefined ? await runRound(work, new Map(), null) : await runRounds(work);
  if (result.failure !== undefined) return { kind: 'failed', failure: passOn(result.failure) };
  return { kind: 'done', result: result.output };
};

async function runRounds(work: CompositeWork): Promise<ListResult> {
  const { delayMs } = work.prepared;
  let result: ListResult = { output: null, visits: new Map() };
  for (let round = 0; await isWanted(work, round); round += 1) {
    work.run.checkHistory();
    if (round > 0 && delayMs > 0) await sleep(delayMs);
    const { visits, output } = result;
    result = await runRound(work, visits, output);
    if (result.failure !== undefined) return result;
  }
  return result;
}

function isWanted({ task, inner, run, prepared: { max } }: CompositeWork, round: number): Promise<boolean> {
  const config = withoutInnerTasks(task) as CompositeTask;
  return working.evaluateCompositeRound({ config, context: run.contextFor(config, inner), round, max });
}

function runRound(
  { task, path, inner, priority, children }: CompositeWork,
  visits: ReadonlyMap<string, number>,
  output: Json,
): Promise<ListResult> {
  return runTaskList({ tasks: task.tasks, path, scope: inner, visits, output, priority }, children);
}

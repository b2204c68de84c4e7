import type { FailureOutcome, ListScope, Plan, Scope, SuccessOutcome } from '@octavo/orchestrators';
import { canceledOutcome, childPath, failureFromThrown, passOn } from '@octavo/orchestrators/language';
import type { TaskResult } from '../contracts/response';
import type { CompleteRunReply } from '../contracts/run-records';
import { withoutTask } from '../services/config-manager';
import { isCanceled, isOwnCancellation } from './cancellation';
import { keepBooks } from './engine-activities';
import type { LegacyRunContext } from './legacy-run-context';
import { TaskExecutor } from './task-executor';
import { runTaskList } from './task-list';
import { inTime } from './timed-work';

const priority = { priority: 3 } as const;

/** Runs the tasks of a plan to the end of the run. */
export class RunExecutor {
  readonly #run: LegacyRunContext;
  readonly #tasks: TaskExecutor;
  readonly #list: ListScope;

  constructor(run: LegacyRunContext, scope: Scope) {
    this.#run = run;
    this.#list = scope.openList();
    this.#tasks = new TaskExecutor(run);
  }

  async execute(timeoutMs: number | null): Promise<SuccessOutcome | FailureOutcome> {
    const result = await this.#tasksInTime(timeoutMs);
    return await this.#complete(isCanceled() ? canceled() : result);
  }

  async #tasksInTime(timeoutMs: number | null): Promise<TaskResult> {
    if (timeoutMs === null) return await this.#runTasks();
    const { startedAt } = this.#run.parts.info;
    const timed = await inTime(Date.parse(startedAt) + timeoutMs - Date.now(), () => this.#runTasks());
    return timed.isTimedOut ? { kind: 'timedOut', timeoutMs, soFar: null } : timed.value;
  }

  async #runTasks(): Promise<TaskResult> {
    const { tasks } = this.#run.parts.plan;
    try {
      const list = { tasks, path: '', scope: this.#list, visits: new Map<string, number>(), output: null, priority };
      const result = await runTaskList(list, this.#tasks);
      if (result.failure !== undefined) return { kind: 'failed', failure: passOn(result.failure) };
      return { kind: 'done', result: result.output };
    } catch (thrown) {
      return isOwnCancellation(thrown) ? canceled() : { kind: 'failed', failure: failureFromThrown(thrown, '') };
    }
  }

  async #complete(result: TaskResult): Promise<SuccessOutcome | FailureOutcome> {
    const reply = await this.#ask(result);
    if (reply.kind === 'ended') return reply.outcome;
    const handled = await this.#runHandler(reply);
    return await this.#complete(isCanceled() ? canceled() : handled);
  }

  async #ask(result: TaskResult): Promise<CompleteRunReply> {
    const plan = headOf(this.#run.parts.plan);
    const context = this.#run.contextFor(plan, this.#list);
    const request = { plan, context, version: this.#run.states.nextVersion(), result };
    return await keepBooks((engine) => engine.completeRun(request));
  }

  async #runHandler({ handler, failure }: Extract<CompleteRunReply, { kind: 'handling' }>): Promise<TaskResult> {
    const task = this.#run.parts.plan.onError?.[handler]?.do;
    if (task === undefined) return { kind: 'failed', failure };
    const scope = this.#list.bind({ error: { ...failure.error } }).openList();
    const path = childPath('', `onError/${task.id}`);
    const { outcome } = await this.#tasks.run({ task, path, visit: 1, visitOfRound: 1, scope, priority });
    return { kind: 'handled', failure, handler, outcome };
  }
}

function headOf({
  id,
  version,
  title,
  output,
  onError,
}: Plan): Pick<Plan, 'id' | 'version' | 'title' | 'output' | 'onError'> {
  return {
    ...{ id, version },
    ...(title === undefined ? {} : { title }),
    ...(output === undefined ? {} : { output }),
    ...(onError === undefined ? {} : { onError: onError.map(withoutTask) }),
  };
}

function canceled(): TaskResult {
  return { kind: 'failed', failure: canceledOutcome('') };
}

import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { ListScope } from '../contracts/scope';
import type { Json } from '../model/json';
import { childPath, visitPath } from '../model/paths';
import { TaskFailure } from '../model/task-error';
import type { TaskState } from '../model/task-state';
import { type ListResult, runTaskList } from '../shared/task-list';
import type { CompositeTask } from './definition';

type Repeat = NonNullable<CompositeTask['repeat']>;

/** What is recorded when a round begins: enough to go on in the middle of it. */
interface Progress {
  readonly round: number;
  /** Visits of each task before this round. */
  readonly visits: Readonly<Record<string, number>>;
  /** Output of the rounds before. */
  readonly output: Json;
}

/** The rounds of a `repeat`: `while` before each, `until` after each, `delay` between two. */
export class Rounds {
  readonly #task: CompositeTask;
  readonly #repeat: Repeat;
  readonly #scope: ListScope;
  readonly #context: OrchestratorContext;

  constructor(task: CompositeTask, repeat: Repeat, scope: ListScope, context: OrchestratorContext) {
    this.#task = task;
    this.#repeat = repeat;
    this.#scope = scope;
    this.#context = context;
  }

  async run(): Promise<ListResult> {
    let progress = this.#resume() ?? (await this.#next({ round: 0, visits: {}, output: null }));
    let last: Progress = progress ?? { round: 0, visits: {}, output: null };
    while (progress !== undefined) {
      const result = await this.#round(progress);
      if (result.failure !== undefined) return result;
      last = { round: progress.round, visits: Object.fromEntries(result.visits), output: result.output };
      progress = this.#isDone() ? undefined : await this.#next(last);
    }
    return { output: last.output, visits: new Map(Object.entries(last.visits)) };
  }

  #round({ visits, output }: Progress): Promise<ListResult> {
    const { tasks } = this.#task;
    const list = { tasks, path: this.#context.path, scope: this.#scope, visits: new Map(Object.entries(visits)), output };
    return runTaskList(list, this.#context);
  }

  /** The next round, recorded; undefined where `while` says that there is none. */
  async #next(last: Progress): Promise<Progress | undefined> {
    const { evaluator, timers, state, cancellation, pace } = this.#context;
    const { delay, while: condition } = this.#repeat;
    await pace.step();
    if (last.round > 0 && delay !== undefined) await timers.sleep(evaluator.durationMs(delay, this.#scope), cancellation);
    if (condition !== undefined && !evaluator.condition(condition, this.#scope)) return undefined;
    const max = evaluator.wholeNumber(this.#repeat.max, this.#scope, 1);
    if (last.round >= max) throw new TaskFailure('REPEAT_LIMIT_EXCEEDED', `is not done after ${max} rounds, the limit set by repeat.max`);
    const next = { ...last, round: last.round + 1 };
    state.running(next as unknown as Json);
    return next;
  }

  #isDone(): boolean {
    const { until } = this.#repeat;
    return until !== undefined && this.#context.evaluator.condition(until, this.#scope);
  }

  /** The round that an earlier execution was in; what ended before it is seen again. */
  #resume(): Progress | undefined {
    const progress = this.#context.state.state?.progress as Progress | null | undefined;
    if (progress === null || progress === undefined) return undefined;
    const { records, path } = this.#context;
    const ended = Object.entries(progress.visits).map(([id, visit]) => records.stateOf(visitPath(childPath(path, id), visit)));
    const inOrder = ended.filter((state): state is TaskState => state !== undefined).sort((a, b) => a.version - b.version);
    for (const state of inOrder) this.#scope.finish(state);
    return progress;
  }
}

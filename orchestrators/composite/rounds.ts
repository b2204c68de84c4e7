import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { ListScope } from '../contracts/scope';
import type { Json } from '../model/json';
import { childPath, visitPath } from '../model/paths';
import { TaskFailure } from '../model/task-error';
import type { TaskState } from '../model/task-state';
import { type Flow, settled } from '../engine/flow';
import { Progress } from '../engine/progress';
import { type ListResult, runTaskList } from '../engine/task-list';
import type { CompositeTask } from './definition';

type Repeat = NonNullable<CompositeTask['repeat']>;

/** The progress, recorded when a round begins and before the delay between two rounds. */
type RoundsProgress = {
  /** The number of rounds that have begun. */
  readonly round: number;
  /** The number of visits of each task in the ended rounds. */
  readonly visits: Readonly<Record<string, number>>;
  /** The output of those rounds. */
  readonly output: Json;
  /** `max` and `delay` as evaluated at the start; the delay in milliseconds. */
  readonly max: number;
  readonly delayMs: number;
  /** The start of the next round, between two rounds; milliseconds since the epoch. */
  readonly nextAtMs: number | null;
};

const roundsProgress = new Progress<RoundsProgress>();

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

  /** Runs rounds until there are enough. Throws REPEAT_LIMIT_EXCEEDED. */
  *run(): Flow<ListResult> {
    let progress = this.#resume();
    let isInRound = progress !== undefined && progress.nextAtMs === null;
    progress ??= this.#start();
    for (;;) {
      if (!isInRound && progress.nextAtMs === null && !this.#wantsMore(progress)) return resultOf(progress);
      if (!isInRound) progress = yield* this.#begin(progress);
      const result: ListResult = yield* this.#runRound(progress);
      if (result.failure !== undefined) return result;
      progress = { ...progress, visits: Object.fromEntries(result.visits), output: result.output };
      isInRound = false;
    }
  }

  #start(): RoundsProgress {
    const { evaluator, scope } = this.#context;
    const { max, delay } = this.#repeat;
    return {
      round: 0,
      visits: {},
      output: null,
      max: evaluator.wholeNumber(max, scope, { least: 1 }),
      delayMs: delay === undefined ? 0 : evaluator.durationMs(delay, scope),
      nextAtMs: null,
    };
  }

  /** Whether another round follows the ended ones. */
  #wantsMore({ round, max }: RoundsProgress): boolean {
    const { evaluator } = this.#context;
    const { while: condition, until } = this.#repeat;
    if (round > 0 && until !== undefined && evaluator.condition(until, this.#scope)) return false;
    if (condition !== undefined && !evaluator.condition(condition, this.#scope)) return false;
    if (round < max) return true;
    const message = `is not done after ${max} rounds, the limit set by repeat.max`;
    throw new TaskFailure('REPEAT_LIMIT_EXCEEDED', message);
  }

  /** Waits for the next round and records that it begins. */
  *#begin(progress: RoundsProgress): Flow<RoundsProgress> {
    const { timers, state, cancellation, pace } = this.#context;
    yield* settled(pace.step());
    let { nextAtMs } = progress;
    if (nextAtMs === null && progress.round > 0 && progress.delayMs > 0) {
      nextAtMs = timers.now() + progress.delayMs;
      roundsProgress.running(state, { ...progress, nextAtMs });
    }
    if (nextAtMs !== null) yield* settled(timers.sleep(Math.max(0, nextAtMs - timers.now()), cancellation));
    const begun = { ...progress, round: progress.round + 1, nextAtMs: null };
    roundsProgress.running(state, begun);
    return begun;
  }

  #runRound({ visits, output }: RoundsProgress): Flow<ListResult> {
    const { tasks } = this.#task;
    const { path } = this.#context;
    const list = { tasks, path, scope: this.#scope, visits: new Map(Object.entries(visits)), output };
    return runTaskList(list, this.#context);
  }

  /** The progress of an earlier execution; tasks of earlier rounds are visible again. */
  #resume(): RoundsProgress | undefined {
    const { state, records, path } = this.#context;
    const progress = roundsProgress.read(state);
    if (progress === undefined) return undefined;
    Object.entries(progress.visits)
      .map(([id, visit]) => records.stateOf(visitPath(childPath(path, id), visit)))
      .filter((ended): ended is TaskState => ended !== undefined)
      .sort((a, b) => a.version - b.version)
      .forEach((ended) => this.#scope.finish(ended));
    return progress;
  }
}

function resultOf({ output, visits }: RoundsProgress): ListResult {
  return { output, visits: new Map(Object.entries(visits)) };
}

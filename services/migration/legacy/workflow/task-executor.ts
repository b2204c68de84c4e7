import type { FailureOutcome, Json } from '@octavo/orchestrators';
import { canceledOutcome, checkedSize, failureFromThrown } from '@octavo/orchestrators/language';
import { sleep } from '@temporalio/workflow';
import type { CreateStateReply, CreateStateRequest, DelayReply, StateCreated } from '../contracts/create-state';
import type { TaskResult } from '../contracts/response';
import { withoutInnerTasks } from '../services/config-manager';
import { isCanceled, isOwnCancellation } from './cancellation';
import { keepBooks } from './engine-activities';
import { toTaskFailure } from './engine-failures';
import { executeWork } from './execution/execute-work';
import { Lane } from './lane';
import type { LegacyRunContext } from './legacy-run-context';
import { TaskResponder } from './task-responder';
import type { ChildExecutor, LegacyChild, Visit, VisitEnd } from './task-visit';
import { inTime } from './timed-work';
import { createStateOf } from './type-activities';

/** Runs tasks in the way of the old engine: a state activity, the work, a response activity, each by the task's type. */
export class TaskExecutor implements ChildExecutor {
  readonly #run: LegacyRunContext;
  readonly #children: ChildExecutor;

  /** `children` runs the tasks inside of tasks; default: this engine. */
  constructor(run: LegacyRunContext, children?: ChildExecutor) {
    this.#run = run;
    this.#children = children ?? this;
  }

  async run(child: LegacyChild): Promise<VisitEnd> {
    if (isCanceled()) return { outcome: canceledOutcome(child.path), next: null };
    const task = this.#run.parts.configs.save(child.path, child.task);
    const visit = { ...child, task, inner: child.scope.openList() };
    const end = await this.#runVisit(visit);
    this.#run.parts.configs.forget(child.path);
    return end;
  }

  async #runVisit(visit: Visit): Promise<VisitEnd> {
    const { path } = visit;
    const responder = new TaskResponder(this.#run, this.#children, visit);
    const begun = await this.#begin(visit);
    if (begun.kind === 'skipped') return responder.skip(begun.state);
    if (begun.kind === 'canceled') return { outcome: canceledOutcome(path), next: null };
    if (begun.kind === 'refused') return await responder.respond(failed(begun.failure), begun.state);
    const result = isCanceled() ? canceled(path) : await this.#workInTime(visit, begun);
    return await responder.respond(isCanceled() ? canceled(path) : result, begun.state);
  }

  /** The `delay`, then the state; the states of children are created one at a time. */
  async #begin(visit: Visit): Promise<Begun> {
    const lane = visit.creation ?? new Lane();
    try {
      this.#run.checkHistory();
      const { delay } = visit.task;
      if (delay !== undefined) {
        const delayed = await lane.run(() => this.#delay(visit));
        if (delayed.kind !== 'delayed') return delayed;
        this.#run.states.record(delayed.state);
        await sleep(delayed.delayMs);
      }
      return await lane.run(() => this.#create(visit, delay !== undefined));
    } catch (thrown) {
      const state = this.#run.states.stateOf(visit.path) ?? null;
      if (!isOwnCancellation(thrown)) return { kind: 'refused', failure: failureFromThrown(thrown, visit.path), state };
      return { kind: 'refused', failure: canceledOutcome(visit.path), state };
    }
  }

  async #delay(visit: Visit): Promise<DelayReply | Canceled> {
    if (isCanceled()) return { kind: 'canceled' };
    const request = this.#requestOf(visit, false);
    return await keepBooks((engine) => engine.delayTask(request));
  }

  async #create(visit: Visit, isDelayed: boolean): Promise<Begun> {
    const isKnown = this.#run.states.stateOf(visit.path) !== undefined;
    if (isCanceled() && !isKnown) return { kind: 'canceled' };
    const request = this.#requestOf(visit, isDelayed);
    const created = await keepBooks(async (engine) => await createStateOf(visit.task.type, request, engine));
    if (created.state !== null) this.#run.states.record(created.state);
    return created;
  }

  #requestOf(visit: Visit, isDelayed: boolean): CreateStateRequest {
    const { path, scope, priority, visit: number, visitOfRound } = visit;
    const config = withoutInnerTasks(this.#run.parts.configs.load(path));
    const place = { path, visit: number, visitOfRound, version: this.#run.states.nextVersion() };
    const context = this.#run.contextFor(config, scope);
    const idempotencyKey = `${this.#run.parts.keyPrefix}/${path}`;
    const request = { config, place, context, priority, idempotencyKey, isDelayed };
    checkedSize('what the task sees', request as unknown as Json);
    return request;
  }

  async #workInTime(visit: Visit, created: StateCreated<unknown>): Promise<TaskResult> {
    let soFar: unknown = null;
    const report = (reported: unknown): void => {
      soFar = reported;
    };
    const work = (): Promise<TaskResult> => this.#work(visit, created, report);
    const { timeoutMs, state } = created;
    if (timeoutMs === null) return await work();
    const timed = await inTime(Date.parse(state.startedAt ?? '') + timeoutMs - Date.now(), work);
    return timed.isTimedOut ? { kind: 'timedOut', timeoutMs, soFar } : timed.value;
  }

  async #work(
    visit: Visit,
    { state, priority, prepared }: StateCreated<unknown>,
    report: (soFar: unknown) => void,
  ): Promise<TaskResult> {
    const { task, path, scope, inner } = visit;
    const idempotencyKey = `${this.#run.parts.keyPrefix}/${path}`;
    const run = { run: this.#run, children: this.#children, report };
    try {
      return await executeWork({ ...run, task, path, scope, inner, state, priority, prepared, idempotencyKey });
    } catch (thrown) {
      if (isOwnCancellation(thrown)) return canceled(path);
      const failure = toTaskFailure(thrown, 1);
      return { kind: 'failed', failure: failureFromThrown(failure, path), attempt: failure.attempt };
    }
  }
}

interface Canceled {
  readonly kind: 'canceled';
}

type Begun = CreateStateReply<unknown> | Canceled;

function failed(failure: FailureOutcome): TaskResult {
  return { kind: 'failed', failure };
}

function canceled(path: string): TaskResult {
  return failed(canceledOutcome(path));
}

import type { CarriesAlong } from '@octavo/activities';
import type { Json, TaskState } from '@octavo/orchestrators';
import { canceledOutcome, checkedSize, childPath, failureFromThrown } from '@octavo/orchestrators/language';
import type { ResponseReply, ResponseRequest, TaskResult } from '../contracts/response';
import { withoutInnerTasks } from '../services/config-manager';
import { isCanceled } from './cancellation';
import { keepBooks } from './engine-activities';
import type { LegacyRunContext } from './legacy-run-context';
import type { ChildExecutor, Visit, VisitEnd } from './task-visit';
import { handleResponseOf } from './type-activities';
import { withPiggyback } from './with-piggyback';

/** Ends one visit: calls the response activity of the type, and runs the handler that it names. */
export class TaskResponder {
  readonly #run: LegacyRunContext;
  readonly #children: ChildExecutor;
  readonly #visit: Visit;

  constructor(run: LegacyRunContext, children: ChildExecutor, visit: Visit) {
    this.#run = run;
    this.#children = children;
    this.#visit = visit;
  }

  async respond(result: TaskResult, state: TaskState | null): Promise<VisitEnd> {
    const reply = await this.#ask(result, state);
    if (reply.kind === 'ended') return this.#end(reply);
    const handled = await this.#runHandler(reply);
    return await this.respond(isCanceled() ? this.#canceled() : handled, reply.state);
  }

  /** Ends a task whose `if` is false; its `then` is ignored. */
  skip(state: TaskState): VisitEnd {
    return this.#end({ kind: 'ended', state, outcome: { status: 'SKIPPED' }, next: null });
  }

  async #ask(result: TaskResult, state: TaskState | null): Promise<ResponseReply> {
    const { task, inner, path, visit, visitOfRound } = this.#visit;
    const config = withoutInnerTasks(this.#run.parts.configs.load(path));
    const place = { path, visit, visitOfRound, version: this.#run.states.nextVersion() };
    const context = { ...this.#run.contextFor(config, inner), listOutputs: Object.values(this.#visit.scope.outputs()) };
    const request = fitting({ config, place, context, state, result });
    const ask = (carried: CarriesAlong): Promise<ResponseReply> =>
      keepBooks(async (engine) => await handleResponseOf(task.type, { ...request, ...carried }, engine));
    return await withPiggyback(this.#run.parts.piggyback, ask);
  }

  /** The task of the handler sees `error`, and the failed task. */
  async #runHandler({ handler, failure, state }: Handling): Promise<TaskResult> {
    const { task, path, scope, priority } = this.#visit;
    const inner = task.onError?.[handler]?.do;
    if (inner === undefined) return { kind: 'failed', failure };
    const handlerScope = scope.bind({ error: { ...failure.error } }).openList();
    handlerScope.finish(state);
    const handlerPath = childPath(path, `onError/${inner.id}`);
    const child = { task: inner, path: handlerPath, visit: 1, visitOfRound: 1, scope: handlerScope, priority };
    const { outcome } = await this.#children.run(child);
    return { kind: 'handled', failure, handler, outcome };
  }

  #canceled(): TaskResult {
    return { kind: 'failed', failure: canceledOutcome(this.#visit.path) };
  }

  #end({ state, outcome, next }: Extract<ResponseReply, { kind: 'ended' }>): VisitEnd {
    this.#run.states.record(state);
    this.#visit.scope.finish(state);
    this.#visit.onEnd?.(outcome);
    return { outcome, next };
  }
}

/** Fails the task of the plan if the request is too large, because Temporal would fail the workflow task forever. */
function fitting(request: ResponseRequest): ResponseRequest {
  const { place, context } = request;
  try {
    checkedSize('what the task gives and sees', request as unknown as Json);
    return request;
  } catch (thrown) {
    const { run, nowMs } = context;
    const result = { kind: 'failed', failure: failureFromThrown(thrown, place.path) } as const;
    return { ...request, context: { run, nowMs, bindings: {}, tasks: [] }, result };
  }
}

type Handling = Extract<ResponseReply, { kind: 'handling' }>;

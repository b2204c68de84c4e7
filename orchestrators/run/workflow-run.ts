import type { RunParent } from '../contracts/child-task-manager';
import type { Scope } from '../contracts/scope';
import { findHandler, handlerFailure, type Raised, runHandler } from '../shared/error-handling';
import { canceledOutcome, failureFromThrown, passOn, timedOutOutcome } from '../shared/failures';
import { defaultPriority } from '../shared/priority';
import { RunRecords } from '../shared/run-records';
import type { RunServices } from '../shared/run-services';
import { DeclaredVariables } from '../shared/run-vars';
import { rootScope } from '../shared/scope';
import { TaskLifecycle } from '../shared/task-lifecycle';
import { runTaskList } from '../shared/task-list';
import { TemplateEvaluator } from '../shared/template-evaluator';
import { withTimeout } from '../shared/timeout';
import type { Cancellation } from '../contracts/cancellation';
import type { Json, JsonObject } from '../model/json';
import type { FailureOutcome, SuccessOutcome, TaskOutcome } from '../model/outcome';
import type { TaskState } from '../model/task-state';
import type { Checkpoint, RunPorts, RunRequest } from './run-ports';

/** How a run ended; a handled failure is a SUCCESS with the handler's output. */
export type RunOutcome = SuccessOutcome | FailureOutcome;

/** One run of a plan, on any runtime. Given a checkpoint, it goes on from there and runs nothing twice. */
export class WorkflowRun {
  readonly #request: RunRequest;
  readonly #ports: RunPorts;
  readonly #records: RunRecords;
  readonly #evaluator: TemplateEvaluator;
  readonly #vars: DeclaredVariables;
  readonly #scope: Scope;
  readonly #lifecycle: TaskLifecycle;

  /** Throws `TaskFailure` where an expression of `vars` fails. */
  constructor(request: RunRequest, ports: RunPorts) {
    const { plan, input, run, checkpoint } = request;
    this.#request = request;
    this.#ports = ports;
    this.#records = new RunRecords(checkpoint?.states ?? [], (state) => ports.onTransition(state));
    this.#evaluator = new TemplateEvaluator(() => ports.timers.now(), (steps) => ports.onSteps(steps));
    const known: Record<string, Json> = { input, run: { ...run } };
    const lookup = (name: string): Json | undefined => (Object.hasOwn(known, name) ? known[name] : undefined);
    const vars = checkpoint?.vars ?? (this.#evaluator.value(plan.vars ?? {}, rootScope(lookup)) as JsonObject);
    this.#vars = new DeclaredVariables(vars);
    this.#scope = rootScope((name) => (name === 'vars' ? this.#vars.values : lookup(name)));
    this.#lifecycle = new TaskLifecycle(this.#services());
  }

  get states(): IterableIterator<TaskState> {
    return this.#records.all();
  }

  stateOf(path: string): TaskState | undefined {
    return this.#records.stateOf(path);
  }

  /** All that another execution needs to go on from here. */
  get checkpoint(): Checkpoint {
    return { states: [...this.#records.all()], vars: this.#vars.values, signals: this.#ports.signals.state };
  }

  /** Runs to the end. Never throws: whatever goes wrong is in the outcome. */
  async execute(): Promise<RunOutcome> {
    const { cancellation } = this.#ports;
    const outcome = await this.#tasksInTime().catch((thrown: unknown) => failureFromThrown(thrown, ''));
    if (cancellation.isCanceled) return canceledOutcome('');
    return outcome.status === 'SUCCESS' ? outcome : await this.#handle(outcome);
  }

  async #tasksInTime(): Promise<RunOutcome> {
    const { timeout } = this.#request.plan;
    const { timers, cancellation } = this.#ports;
    if (timeout === undefined) return this.#tasks(cancellation);
    const elapsedMs = timers.now() - Date.parse(this.#request.run.startedAt);
    const remainingMs = this.#evaluator.durationMs(timeout, this.#scope) - elapsedMs;
    const settled = (token: Cancellation): Promise<RunOutcome> => this.#tasks(token).catch((thrown) => failureFromThrown(thrown, ''));
    const timed = await withTimeout(remainingMs, timers, cancellation, settled);
    return timed.isTimedOut ? timedOutOutcome('', timeout) : timed.value;
  }

  async #tasks(cancellation: Cancellation): Promise<RunOutcome> {
    const { plan } = this.#request;
    const scope = this.#scope.openList();
    const list = { tasks: plan.tasks, path: '', scope, visits: new Map<string, number>() };
    const result = await runTaskList(list, { tasks: this.#lifecycle, ...this.#parent(cancellation) });
    if (result.failure !== undefined) return passOn(result.failure);
    const output = plan.output === undefined ? result.output : this.#evaluator.value(plan.output, scope);
    return { status: 'SUCCESS', output };
  }

  async #handle(failure: FailureOutcome): Promise<RunOutcome> {
    const handlers = this.#request.plan.onError ?? [];
    const scope = this.#scope.bind({ error: { ...failure.error } }).openList();
    const raised: Raised = { failure, handlers, path: '', scope, canJump: false };
    try {
      const handler = findHandler(raised, this.#evaluator);
      if (handler === undefined) return failure;
      const parent = this.#parent(this.#ports.cancellation);
      return endOf(await runHandler(raised, handler, this.#lifecycle, parent));
    } catch (thrown) {
      return handlerFailure(failure, thrown, '');
    }
  }

  #parent(cancellation: Cancellation): RunParent {
    return { cancellation, priority: defaultPriority };
  }

  #services(): RunServices {
    const { plan, run, keyPrefix = run.id } = this.#request;
    const { timers, actions, sender, signals, log, pace, factory } = this.#ports;
    return {
      plan, run, keyPrefix, records: this.#records, evaluator: this.#evaluator, vars: this.#vars,
      timers, actions, signals, sender, log, pace,
      orchestratorFor: (task) => factory.create(task.type),
    };
  }
}

function endOf(outcome: TaskOutcome): RunOutcome {
  if (outcome.status === 'SKIPPED') return { status: 'SUCCESS', output: null };
  if (outcome.status === 'SUCCESS' || !outcome.handled) return outcome;
  return { status: 'SUCCESS', output: outcome.output };
}

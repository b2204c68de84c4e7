import type { Cancellation } from '../contracts/cancellation';
import type { RunParent } from '../contracts/child-task-manager';
import type { Eventually } from '../contracts/eventually';
import type { ListScope, Scope } from '../contracts/scope';
import { handleError } from './error-handling';
import { canceledOutcome, failureFromThrown, passOn, timedOutOutcome } from './failures';
import { type Flow, runFlow } from './flow';
import { TaskLifecycle } from './lifecycle';
import { defaultPriority } from './priority';
import type { Checkpoint, HandledRun, RunPorts, RunRequest, RunServices } from './run-ports';
import { RunRecords } from './run-records';
import { DeclaredVariables, rootScope } from './scope';
import { runTaskList } from './task-list';
import { TemplateEvaluator } from './template-evaluator';
import { withTimeout } from './timeout';
import { formatDuration } from '../model/duration';
import type { Json, JsonObject } from '../model/json';
import { type FailureOutcome, isTerminal, type SuccessOutcome } from '../model/outcome';
import { parentPath } from '../model/paths';
import { checkedSize } from '../model/size';
import type { TaskState } from '../model/task-state';

/** How a run ended; a handled failure is a SUCCESS with the handler's output. */
export type RunOutcome = SuccessOutcome | FailureOutcome;

/** Runs one plan on any runtime. With a checkpoint, it resumes the earlier execution and repeats nothing. */
export class WorkflowRun {
  readonly #request: RunRequest;
  readonly #ports: RunPorts;
  readonly #records: RunRecords;
  readonly #evaluator: TemplateEvaluator;
  readonly #vars: DeclaredVariables;
  readonly #scope: Scope;
  readonly #lifecycle: TaskLifecycle;
  #deadlineMs: number | undefined;
  #handling: HandledRun | undefined;

  /** Throws `TaskFailure` if an expression of `vars` fails. */
  constructor(request: RunRequest, ports: RunPorts) {
    const { plan, input, run, checkpoint } = request;
    const { timers } = ports;
    this.#request = request;
    this.#ports = ports;
    this.#records = new RunRecords(checkpoint?.states ?? [], () => new Date(timers.now()).toISOString(), ports);
    this.#evaluator = new TemplateEvaluator(
      () => timers.now(),
      (steps) => ports.onSteps(steps),
    );
    const known: Readonly<Record<string, Json>> = { input, run: { ...run } };
    const lookup = (name: string): Json | undefined => (Object.hasOwn(known, name) ? known[name] : undefined);
    const vars = checkpoint?.vars ?? (this.#evaluator.value(plan.vars ?? {}, rootScope(lookup)) as JsonObject);
    this.#vars = new DeclaredVariables(vars);
    this.#scope = rootScope((name) => (name === 'vars' ? this.#vars.values : lookup(name)));
    this.#lifecycle = new TaskLifecycle(this.#services());
    this.#deadlineMs = checkpoint?.deadlineMs;
    this.#handling = checkpoint?.handling;
  }

  get states(): IterableIterator<TaskState> {
    return this.#records.all();
  }

  /** The failure of the run for which a task of the definition's `onError` was started, whatever the result of that task. */
  get handledFailure(): FailureOutcome | undefined {
    return this.#handling?.failure;
  }

  stateOf(path: string): TaskState | undefined {
    return this.#records.stateOf(path);
  }

  /** The progress that another execution needs to resume the run. */
  get checkpoint(): Checkpoint {
    return {
      states: [...this.#records.all()],
      vars: this.#vars.values,
      signals: this.#ports.signals.state,
      ...(this.#deadlineMs === undefined ? {} : { deadlineMs: this.#deadlineMs }),
      ...(this.#handling === undefined ? {} : { handling: this.#handling }),
    };
  }

  /** Runs to the end. Never throws: every error is in the outcome. */
  async execute(): Promise<RunOutcome> {
    const { cancellation } = this.#ports;
    const outcome = this.#handling?.failure ?? (await runFlow(orFailure(this.#tasksInTime())));
    const isLost = cancellation.isCanceled && this.#handling === undefined;
    const end = isLost || outcome.status === 'SUCCESS' ? outcome : await this.#handle(outcome);
    return cancellation.isCanceled ? canceledOutcome('') : end;
  }

  *#tasksInTime(): Flow<RunOutcome> {
    const { plan, run } = this.#request;
    const { timers, cancellation } = this.#ports;
    if (plan.timeout === undefined) return yield* this.#tasks(cancellation);
    const startedAtMs = Date.parse(run.startedAt);
    this.#deadlineMs ??= startedAtMs + this.#evaluator.durationMs(plan.timeout, this.#scope);
    const work = (token: Cancellation): Eventually<RunOutcome> => runFlow(orFailure(this.#tasks(token)));
    const timed = yield* withTimeout(this.#deadlineMs - timers.now(), timers, cancellation, work);
    return timed.isTimedOut ? timedOutOutcome('', formatDuration(this.#deadlineMs - startedAtMs)) : timed.value;
  }

  *#tasks(cancellation: Cancellation): Flow<RunOutcome> {
    const { plan } = this.#request;
    const scope = this.#scope.openList();
    const list = { tasks: plan.tasks, path: '', scope, visits: new Map<string, number>() };
    const result = yield* runTaskList(list, { tasks: this.#lifecycle, ...parentOf(cancellation) });
    if (result.failure !== undefined) return passOn(result.failure);
    const output = plan.output === undefined ? result.output : this.#evaluator.value(plan.output, scope);
    checkedSize('the output of the run', output);
    return { status: 'SUCCESS', output };
  }

  async #handle(failure: FailureOutcome): Promise<RunOutcome> {
    const raised = {
      failure,
      handlers: this.#request.plan.onError ?? [],
      path: '',
      scope: this.#handlerScope(failure),
      begun: this.#handling?.place,
      begin: (place: number) => {
        this.#handling = { failure, place };
      },
    };
    const parent = parentOf(this.#ports.cancellation);
    const outcome = await handleError(raised, { evaluator: this.#evaluator, tasks: this.#lifecycle, parent });
    return outcome.handled ? { status: 'SUCCESS', output: outcome.output } : outcome;
  }

  /** Handlers can read `error` and the final states of the run's own list, also after a resumption. */
  #handlerScope({ error }: FailureOutcome): ListScope {
    const list = this.#scope.openList();
    for (const state of endedTasks(this.#records.all())) list.finish(state);
    return list.bind({ error: { ...error } }).openList();
  }

  #services(): RunServices {
    const { plan, run, keyPrefix = run.id } = this.#request;
    const { factory, ...ports } = this.#ports;
    return {
      ...ports,
      plan,
      run,
      keyPrefix,
      records: this.#records,
      evaluator: this.#evaluator,
      vars: this.#vars,
      orchestratorFor: (task) => factory.create(task.type),
    };
  }
}

function parentOf(cancellation: Cancellation): RunParent {
  return { cancellation, priority: defaultPriority };
}

function* orFailure(work: Flow<RunOutcome>): Flow<RunOutcome> {
  try {
    return yield* work;
  } catch (thrown) {
    return failureFromThrown(thrown, '');
  }
}

/** The ended visits of the run's own list, in the order of their ends, without visits of handlers. */
export function endedTasks(states: Iterable<TaskState>): readonly TaskState[] {
  return [...states]
    .filter(({ path, status }) => parentPath(path) === undefined && isTerminal(status))
    .toSorted((left, right) => left.version - right.version);
}

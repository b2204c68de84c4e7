import {
  type ActionRequest,
  type ActionResult,
  type Cancellation,
  CancellationNode,
  type ChildTask,
  type Engine,
  type ListScope,
  RunRecords,
  type RunServices,
  SignalBuffer,
  TaskFailure,
  TaskLifecycle,
  type TaskOutcome,
  type TaskPriority,
  type TaskState,
  type Timers,
  VirtualClock,
  waitUnlessCanceled,
} from '@octavo/orchestrators';
import { canceledOutcome, TemplateEvaluator } from '@octavo/orchestrators/language';
import type { ChildEntry, VisitJournal } from './journal-book';
import type { ShadowVariables } from './shadow-variables';

/** The inputs of a visit when the old engine started it. */
export interface ShadowedVisit {
  readonly child: ChildTask;
  readonly priority: TaskPriority;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly scope: ListScope;
  readonly vars: ShadowVariables;
}

/** The result of the visit on the new engine. */
export interface ShadowEnd {
  /** Undefined if it waited for something that was not recorded. */
  readonly outcome: TaskOutcome | undefined;
  readonly state: TaskState | undefined;
  /** Its requests to actions, in order. */
  readonly requests: readonly ActionRequest[];
  /** Paths of the inner tasks that it ran. */
  readonly children: ReadonlySet<string>;
}

/**
 * Runs a visit on the new engine with the recorded results of the old one: actions, signals and inner tasks end at the same
 * times with the same results. It makes no command and has no side effect. Its clock advances when no other work is left.
 */
export class ShadowVisit {
  readonly #visit: ShadowedVisit;
  readonly #journal: VisitJournal;
  readonly #clock: VirtualClock;
  readonly #signals = new SignalBuffer();
  readonly #records: RunRecords;
  readonly #lifecycle: TaskLifecycle;
  readonly #requests: ActionRequest[] = [];
  readonly #children = new Set<string>();

  constructor(engine: Engine, visit: ShadowedVisit, journal: VisitJournal) {
    this.#visit = visit;
    this.#journal = journal;
    this.#clock = new VirtualClock(visit.startMs, settle);
    const now = (): string => new Date(this.#clock.nowMs).toISOString();
    this.#records = new RunRecords([], now, { onTransition: () => {} });
    this.#lifecycle = new TaskLifecycle(this.#services(engine));
  }

  async run(): Promise<ShadowEnd> {
    const { child, scope, priority } = this.#visit;
    const { task, path, visit, visitOfRound = 1 } = child;
    let outcome: TaskOutcome | undefined;
    for (const { atMs, signal } of this.#journal.signals) this.#clock.at(atMs, () => this.#signals.receive(signal));
    const parent = { cancellation: new CancellationNode(), priority };
    const running = this.#lifecycle.run({ task, path, visit, visitOfRound, scope }, parent);
    void Promise.resolve(running).then((end) => {
      outcome = end;
    });
    await this.#clock.run(() => outcome !== undefined);
    const state = this.#records.stateOf(path);
    return { outcome, state, requests: this.#requests, children: this.#children };
  }

  #services(engine: Engine): RunServices {
    const { plan, run, keyPrefix } = engine;
    const inner = { run: (child: ChildTask, parent: { cancellation: Cancellation }) => this.#inner(child, parent) };
    return {
      ...{ plan, run, keyPrefix, records: this.#records, signals: this.#signals, vars: this.#visit.vars },
      evaluator: new TemplateEvaluator(() => this.#clock.nowMs),
      timers: this.#timers(),
      actions: { run: (request, cancellation) => this.#act(request, cancellation) },
      sender: {
        send: async (_request, cancellation) => this.#journal.sent.shift() ?? (await giveUp(cancellation)),
        findWaiting: async (_signal, _path, cancellation) =>
          this.#journal.found.shift() ?? (await giveUp(cancellation)),
      },
      log: { write: () => {} },
      pace: { step: () => undefined },
      orchestratorFor: (task) => engine.orchestratorFor(task),
      selectEngine: () => ({ select: ({ path }) => (path === this.#visit.child.path ? undefined : inner) }),
    };
  }

  #timers(): Timers {
    return {
      now: () => this.#clock.nowMs,
      sleep: (durationMs, cancellation) => this.#until(this.#clock.nowMs + durationMs, cancellation),
      random: () => 0.5,
    };
  }

  async #act(request: ActionRequest, cancellation: Cancellation): Promise<ActionResult> {
    const entry = this.#journal.actions[this.#requests.push(request) - 1];
    if (entry?.end === undefined) return await giveUp(cancellation);
    await this.#until(entry.atMs, cancellation);
    if (entry.end instanceof TaskFailure) throw entry.end;
    return entry.end;
  }

  async #inner(child: ChildTask, { cancellation }: { readonly cancellation: Cancellation }): Promise<TaskOutcome> {
    this.#children.add(child.path);
    const entry = this.#journal.children.get(child.path);
    try {
      if (entry === undefined) return await giveUp(cancellation);
      await this.#until(entry.atMs, cancellation);
      return this.#end(child, entry);
    } catch {
      return canceledOutcome(child.path);
    }
  }

  #end(child: ChildTask, { outcome, state, vars }: ChildEntry): TaskOutcome {
    this.#visit.vars.restore(vars);
    if (state !== undefined) child.scope.finish(state);
    child.onEnd?.(outcome);
    return outcome;
  }

  #until(atMs: number, cancellation: Cancellation): Promise<void> {
    return waitUnlessCanceled<void>(cancellation, (resolve) => {
      const forget = this.#clock.at(atMs, resolve);
      cancellation.onCancel(forget);
    });
  }
}

/** Never resolves: for a request without a recorded result. Throws `CanceledError` when cancelled. */
function giveUp(cancellation: Cancellation): Promise<never> {
  return waitUnlessCanceled<never>(cancellation, () => {});
}

/** More microtask turns than the longest chain of promises in one visit. */
const TURNS = 200;

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
}

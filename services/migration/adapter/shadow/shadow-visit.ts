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

/** A visit as it was when the old engine began it. */
export interface ShadowedVisit {
  readonly child: ChildTask;
  readonly priority: TaskPriority;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly scope: ListScope;
  readonly vars: ShadowVariables;
}

/** What the new engine made of it. */
export interface ShadowEnd {
  /** Undefined where it waited for what never came. */
  readonly outcome: TaskOutcome | undefined;
  readonly state: TaskState | undefined;
  /** What it asked actions for, in order. */
  readonly requests: readonly ActionRequest[];
  /** Paths of the tasks inside that it ran. */
  readonly children: ReadonlySet<string>;
}

/**
 * Runs a visit on the new engine in a world that only repeats what it answered to the old one: actions, signals and
 * tasks inside end when and how they did then. No command, no side effect; time passes as soon as nothing else can.
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
        send: async () => this.#journal.sent.shift() ?? (await never()),
        findWaiting: async () => this.#journal.found.shift() ?? (await never()),
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
    if (entry === undefined) return await giveUp(cancellation);
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

/** What the old engine never asked for has no answer. Throws `CanceledError` when cancelled. */
function giveUp(cancellation: Cancellation): Promise<never> {
  return waitUnlessCanceled<never>(cancellation, () => {});
}

function never(): Promise<never> {
  return new Promise<never>(() => {});
}

/** More turns than promises of one visit stand behind one another. */
const TURNS = 200;

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
}

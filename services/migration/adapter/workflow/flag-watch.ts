import type { ChildTask, EngineSelector, Eventually, TaskRunner } from '@octavo/orchestrators';
import type { AlongReply } from '../../contracts/along';
import type { EngineMode } from '../../contracts/flags';

/** Without flags, tasks stay on the old engine. */
const WITHOUT_FLAGS: EngineMode = 'legacy';

/**
 * The flags of a run. Each activity returns the current flags, so a task after an activity needs no request. A task after a
 * timer or a signal requests them, which costs one event. So a changed rule reaches every run at its next task. All flags
 * come from the history, so replays agree.
 */
export class FlagWatch {
  readonly #ask: () => Promise<void>;
  readonly #now: () => number;
  #known: AlongReply | undefined;
  #seenAtMs = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  /** `ask` requests the flags, which arrive by `told`; it resolves without them if no worker answers. */
  constructor(ask: () => Promise<void>, now: () => number) {
    this.#ask = ask;
    this.#now = now;
  }

  /** The revision of the run's flags; undefined before the first ones. */
  get revision(): string | undefined {
    return this.#known?.revision;
  }

  /** True if the worker reports that the server has the search attribute for the old engine. */
  get canTellEngine(): boolean {
    return this.#known?.canTellEngine === true;
  }

  /** Stores the flags from an activity, unless the run has newer ones. */
  told(reply: AlongReply): void {
    this.#seenAtMs = this.#now();
    if (this.#known !== undefined && reply.atMs < this.#known.atMs) return;
    const { modes = this.#known?.modes } = reply;
    this.#known = { ...reply, ...(modes === undefined ? {} : { modes }) };
  }

  /** The mode of a task of `type` that starts now. */
  modeOf(type: string): Eventually<EngineMode> {
    // The workflow's time does not change within an activation, so flags of this time are current.
    if (this.#seenAtMs === this.#now()) return this.#knownModeOf(type);
    this.#asking ??= this.#refresh();
    return this.#asking.then(() => this.#knownModeOf(type));
  }

  async #refresh(): Promise<void> {
    await this.#ask();
    // Without an answer, the old flags are used as long as an answer would have been.
    this.#seenAtMs = this.#now();
    this.#asking = undefined;
  }

  #knownModeOf(type: string): EngineMode {
    const modes = this.#known?.modes;
    return modes === undefined ? WITHOUT_FLAGS : (modes[type] ?? 'new');
  }
}

/** The runner of each mode; the run itself is the new engine. */
export type Runners = Readonly<Record<Exclude<EngineMode, 'new'>, TaskRunner>>;

/** Chooses the engine of each visit by the flag of its type at its start; a visit stays on its engine. */
export class EngineChoice implements EngineSelector {
  readonly #flags: Pick<FlagWatch, 'modeOf'>;
  readonly #types: ReadonlySet<string>;
  readonly #runners: Runners;

  /** `types`: the types of the old engine. */
  constructor(flags: Pick<FlagWatch, 'modeOf'>, types: readonly string[], runners: Runners) {
    this.#flags = flags;
    this.#types = new Set(types);
    this.#runners = runners;
  }

  select({ task: { type } }: ChildTask): Eventually<TaskRunner | undefined> {
    if (!this.#types.has(type)) return undefined;
    const mode = this.#flags.modeOf(type);
    return mode instanceof Promise ? mode.then((known) => this.#runnerFor(known)) : this.#runnerFor(mode);
  }

  #runnerFor(mode: EngineMode): TaskRunner | undefined {
    return mode === 'new' ? undefined : this.#runners[mode];
  }
}

import type { ChildTask, EngineSelector, Eventually, TaskRunner } from '@octavo/orchestrators';
import type { AlongReply } from '../../contracts/along';
import type { EngineMode } from '../../contracts/flags';

/** Without flags the engine that is known to work stays. */
const WITHOUT_FLAGS: EngineMode = 'legacy';

/**
 * What the run knows of the flags. Each activity brings them anew, so a task that follows it needs to ask nobody; a task
 * that follows a timer or a signal has them asked for, at the price of one event. So a changed rule reaches every run at
 * its next task. All that is known came by the history: replays agree.
 */
export class FlagWatch {
  readonly #ask: () => Promise<void>;
  readonly #now: () => number;
  #known: AlongReply | undefined;
  #seenAtMs = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  /** `ask` has them told, or resolves without that where nobody answers. */
  constructor(ask: () => Promise<void>, now: () => number) {
    this.#ask = ask;
    this.#now = now;
  }

  /** Of the flags that the run knows; undefined: none yet. */
  get revision(): string | undefined {
    return this.#known?.revision;
  }

  /** True where the worker says that the server knows the search attribute of the old path. */
  get canTellEngine(): boolean {
    return this.#known?.canTellEngine === true;
  }

  /** Takes what came with an activity, unless something newer is known. */
  told(reply: AlongReply): void {
    this.#seenAtMs = this.#now();
    if (this.#known !== undefined && reply.atMs < this.#known.atMs) return;
    const { modes = this.#known?.modes } = reply;
    this.#known = { ...reply, ...(modes === undefined ? {} : { modes }) };
  }

  /** How a task of `type` that begins now is run. */
  modeOf(type: string): Eventually<EngineMode> {
    // The workflow's time stands still while it works on what it was told.
    if (this.#seenAtMs === this.#now()) return this.#knownModeOf(type);
    this.#asking ??= this.#refresh();
    return this.#asking.then(() => this.#knownModeOf(type));
  }

  async #refresh(): Promise<void> {
    await this.#ask();
    // Where nobody answered, what is known holds for as long as an answer would have.
    this.#seenAtMs = this.#now();
    this.#asking = undefined;
  }

  #knownModeOf(type: string): EngineMode {
    const modes = this.#known?.modes;
    return modes === undefined ? WITHOUT_FLAGS : (modes[type] ?? 'new');
  }
}

/** Who runs a visit in each mode; the new engine is the run's own. */
export type Runners = Readonly<Record<Exclude<EngineMode, 'new'>, TaskRunner>>;

/** Gives each visit to the engine that the flag of its type names at that moment; a visit stays where it began. */
export class EngineChoice implements EngineSelector {
  readonly #flags: Pick<FlagWatch, 'modeOf'>;
  readonly #types: ReadonlySet<string>;
  readonly #runners: Runners;

  /** `types`: those that the old engine knows. */
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

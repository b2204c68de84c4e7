import type { Eventually } from '@octavo/orchestrators';
import type { AlongReply } from '../../contracts/along';
import type { EngineMode } from '../../contracts/engine-mode';

/** Flags that came longer ago are asked for anew before a task begins; milliseconds of the workflow's time. */
const MAX_AGE_MS = 1_000;
/** Without flags the engine that is known to work stays. */
const WITHOUT_FLAGS: EngineMode = 'legacy';

/**
 * What the run knows of the flags. Each activity brings them anew, so a changed rule is followed by the next task; only
 * after a pause they are asked for by a local activity, one event. All that it knows came by the history: replays agree.
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
    if (this.#now() - this.#seenAtMs <= MAX_AGE_MS) return this.#knownModeOf(type);
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

import type { ChildTask, EngineSelector, Eventually, TaskRunner } from '@octavo/orchestrators';
import type { EngineMode } from '../../contracts/engine-mode';
import type { FlagWatch } from './flag-watch';

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

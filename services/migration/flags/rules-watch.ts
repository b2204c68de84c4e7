import type { RolloutLog } from '../contracts/rollout-log';
import { messageOf } from '../errors/thrown';
import type { RolloutRules } from '../rules/rollout-rules';
import { compileRules, type RuleEvaluator } from '../rules/evaluate-rules';
import type { RulesSource } from './rules-source';

/** What a watch tells; nothing is told twice in a row. */
export interface RulesWatchEvents {
  /** Other rules are there, or the first ones. */
  changed(rules: RolloutRules): void;
  /** The source cannot be read, or what is there is broken: the last good rules go on. */
  lost(reason: string): void;
  /** The source can be read again. */
  found(): void;
}

/** Keeps the last good rules of a source, ready to be asked. */
export class RulesWatch {
  readonly #source: RulesSource;
  readonly #events: RulesWatchEvents;
  readonly #log: RolloutLog | undefined;
  #evaluator: RuleEvaluator | undefined;
  #text = '';
  #lostReason: string | undefined;
  #isStale = false;
  #reading: Promise<void> | undefined;
  #stop: (() => void) | undefined;

  constructor(source: RulesSource, events: RulesWatchEvents, log?: RolloutLog) {
    this.#source = source;
    this.#events = events;
    this.#log = log;
  }

  /** Undefined until rules could be read. */
  get evaluator(): RuleEvaluator | undefined {
    return this.#evaluator;
  }

  /** Why the rules are old, or not there; undefined while all is well. */
  get lostReason(): string | undefined {
    return this.#lostReason;
  }

  /** Resolves when the source was read, or could not be. */
  start(): Promise<void> {
    this.#stop ??= this.#source.watch(() => void this.#refresh());
    return this.#refresh();
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Resolves when a reading has ended that began after the call: news during a reading make one more. */
  #refresh(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#readWhileStale().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readWhileStale(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#read();
    }
  }

  async #read(): Promise<void> {
    try {
      const rules = await this.#source.read();
      this.#find();
      const text = JSON.stringify(rules);
      if (text === this.#text) return;
      this.#text = text;
      this.#evaluator = compileRules(rules);
      this.#events.changed(rules);
    } catch (error) {
      this.#lose(messageOf(error));
    }
  }

  #lose(reason: string): void {
    const isNews = this.#lostReason === undefined;
    this.#lostReason = reason;
    if (!isNews) return;
    const now =
      this.#evaluator === undefined
        ? 'every flag is legacy'
        : `the rules of revision ${this.#evaluator.revision} go on`;
    this.#log?.warn(
      `The rules of the rollout cannot be had from ${this.#source.name}; until they can, ${now}: ${reason}`,
    );
    this.#events.lost(reason);
  }

  #find(): void {
    if (this.#lostReason === undefined) return;
    this.#lostReason = undefined;
    this.#log?.info(`The rules of the rollout are there again, from ${this.#source.name}.`);
    this.#events.found();
  }
}

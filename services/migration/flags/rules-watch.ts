import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { RolloutLog } from '../contracts/rollout-log';
import { RolloutError } from '../errors/rollout-error';
import { messageOf } from '../errors/thrown';
import { compileRules, type RuleEvaluator } from '../rules/evaluate-rules';
import { parseRulesText } from '../rules/parse-rules';
import type { RolloutRules } from '../rules/rollout-rules';
import type { RolloutStore } from '../store/rollout-store';

/** Where a provider of flags has its rules from. */
export interface RulesSource {
  /** For people: `the file /etc/octavo/rules.json`. */
  readonly name: string;
  read(): Promise<RolloutRules>;
  /** Calls `onNews` when the rules may have changed. Gives what ends it. */
  watch(onNews: () => void): () => void;
}

const LOOK_EVERY_MS = 250;

/**
 * Rules that are kept in a store, in memory, in a folder or in Redis. A change is there at once, or, where the word of it
 * was lost, after `pollMs` (default 5 s).
 */
export function storeRules(store: RolloutStore, { pollMs = 5_000 }: { readonly pollMs?: number } = {}): RulesSource {
  return {
    name: 'the store of the rollout',
    read: () => store.readRules(),
    watch(onNews) {
      const stop = store.watchRules(onNews);
      const timer = setInterval(onNews, pollMs).unref();
      return () => {
        clearInterval(timer);
        stop();
      };
    },
  };
}

/** Rules in a JSON file that people or a deployment write. It is looked at four times a second, wherever it lies. */
export function fileRules(path: string): RulesSource {
  return {
    name: `the file ${path}`,
    async read() {
      const result = parseRulesText(await readFile(path, 'utf8'));
      if ('rules' in result) return result.rules;
      throw RolloutError.ofRules(path, result.problems);
    },
    watch(onNews) {
      const listener = (): void => onNews();
      watchFile(path, { interval: LOOK_EVERY_MS, persistent: false }, listener);
      return () => unwatchFile(path, listener);
    },
  };
}

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

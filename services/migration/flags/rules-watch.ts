import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { RolloutLog } from '../contracts/rollout-log';
import { RolloutError } from '../errors/rollout-error';
import { messageOf } from '../errors/thrown';
import { compileRules, type RuleEvaluator } from '../rules/evaluate-rules';
import { parseRulesText } from '../rules/parse-rules';
import type { RolloutRules } from '../rules/rollout-rules';
import type { RolloutStore } from '../store/rollout-store';

/** The source of the rules of a provider. */
export interface RulesSource {
  /** Name for messages: `the file /etc/octavo/rules.json`. */
  readonly name: string;
  read(): Promise<RolloutRules>;
  /** Calls `onNews` when the rules may have changed. Returns a function that stops this. */
  watch(onNews: () => void): () => void;
}

const LOOK_EVERY_MS = 250;

/**
 * Rules in a store: memory, a folder or Redis. A change is seen at once, or after `pollMs` (default 5 s) if its notification
 * was lost.
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

/**
 * Rules in a JSON file that people or a deployment write. It is polled four times a second, which works on every file system.
 */
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

/** The events of a watch; no event is repeated. */
export interface RulesWatchEvents {
  /** The first rules, or changed ones, were read. */
  changed(rules: RolloutRules): void;
  /** The source cannot be read, or its rules are invalid: the last valid rules stay in use. */
  lost(reason: string): void;
  /** The source can be read again. */
  found(): void;
}

/** Keeps the last valid rules of a source. */
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

  /** Why the rules are stale or missing; undefined if they are current. */
  get lostReason(): string | undefined {
    return this.#lostReason;
  }

  /** Resolves after the first read, also if it failed. */
  start(): Promise<void> {
    this.#stop ??= this.#source.watch(() => void this.#refresh());
    return this.#refresh();
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Resolves when a read has ended that started after the call. A notification during a read causes one more read. */
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
        : `the rules of revision ${this.#evaluator.revision} stay in use`;
    this.#log?.warn(
      `The rules of the rollout cannot be read from ${this.#source.name}; until they can, ${now}: ${reason}`,
    );
    this.#events.lost(reason);
  }

  #find(): void {
    if (this.#lostReason === undefined) return;
    this.#lostReason = undefined;
    this.#log?.info(`The rules of the rollout can be read again from ${this.#source.name}.`);
    this.#events.found();
  }
}

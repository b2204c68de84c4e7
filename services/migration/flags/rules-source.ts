import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { RolloutError } from '../errors/rollout-error';
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

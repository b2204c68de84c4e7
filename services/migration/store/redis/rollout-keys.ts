/**
 * The keys of a rollout. They share a hash tag, so they are in one slot of a cluster, and one call can write several of them.
 */
export interface RolloutKeys {
  /** Hash: `revision`, `rules`, `changedAt`. */
  readonly rules: string;
  /** Sorted set of audit entries by revision. */
  readonly audit: string;
  /** Hash: type to milliseconds since 1970. */
  readonly lastLegacy: string;
  /** Channel: the revision of new rules. */
  readonly channel: string;
}

/** The keys of the evidence of one period. */
export interface PeriodKeys {
  /** Hash: field of a counter to its count. */
  readonly counters: string;
  /** Hash: field of a group of differences to its count. */
  readonly groups: string;
  /** Hash: field of an example to the example. */
  readonly examples: string;
}

export function rolloutKeys(prefix: string): RolloutKeys {
  const tag = tagOf(prefix);
  return {
    rules: `${tag}:rules`,
    audit: `${tag}:audit`,
    lastLegacy: `${tag}:last-legacy`,
    channel: `${tag}:changed`,
  };
}

export function periodKeys(prefix: string, periodMs: number): PeriodKeys {
  const tag = tagOf(prefix);
  return {
    counters: `${tag}:counters:${periodMs}`,
    groups: `${tag}:differences:${periodMs}`,
    examples: `${tag}:examples:${periodMs}`,
  };
}

/** The key that exists while the id of a batch is kept. */
export function seenKey(prefix: string, evidenceId: string): string {
  return `${tagOf(prefix)}:seen:${evidenceId}`;
}

function tagOf(prefix: string): string {
  return `${prefix}:{rollout}`;
}

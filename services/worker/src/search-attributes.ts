import { setTimeout as sleep } from 'node:timers/promises';
import { searchAttributes } from '@octavo/orchestrators/model';
import { readTemporalError } from '@octavo/activities/temporal-errors';
import type { Logger, NativeConnection } from '@temporalio/worker';

/** Numbers of Temporal's `IndexedValueType`. */
const typeNumbers = { KEYWORD: 2, KEYWORD_LIST: 7 } as const;

const attributes: Readonly<Record<string, number>> = Object.fromEntries(
  searchAttributes.map(({ name, type }) => [name, typeNumbers[type]]),
);

/** The server's caches see new attributes within this time. */
const PROPAGATION_MS = 3_000;
/** A run that is planned here waits for the answer, so the time is limited. */
const DEADLINE_MS = 5_000;
/** The delay before a server that did not answer is asked again: after a temporary error, and after a refusal. */
const AGAIN_MS = { transient: 10_000, refused: 600_000 } as const;

/** The dependencies of the lookup. */
export interface SearchAttributesParts {
  readonly connection: Pick<NativeConnection, 'operatorService' | 'withDeadline'>;
  /** The address of the server, if it is known; for messages. */
  readonly address?: string | undefined;
  readonly namespace: string;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Milliseconds since 1970. Default: the system clock. */
  readonly now?: () => number;
}

/**
 * Knows whether the server has Octavo's search attributes, and registers missing ones. While it cannot, runs work, but
 * visibility does not know what they wait for, and `to: { waiting: true }` does not find them. Later calls try again
 * after a delay.
 */
export class SearchAttributes {
  readonly #parts: SearchAttributesParts;
  readonly #now: () => number;
  #areKnown = false;
  #failures = 0;
  #askAgainAtMs = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;
  #reportedReason: string | undefined;

  constructor(parts: SearchAttributesParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
  }

  /** The last result. Starts a new lookup in the background when one is due. */
  areKnownNow(): boolean {
    void this.#askIfDue();
    return this.#areKnown;
  }

  /** Looks the attributes up when a lookup is due; never again after success. Never rejects. */
  async areKnown(): Promise<boolean> {
    await this.#askIfDue();
    return this.#areKnown;
  }

  async #askIfDue(): Promise<void> {
    if (this.#areKnown || this.#now() < this.#askAgainAtMs) return;
    await (this.#asking ??= this.#ask());
  }

  async #ask(): Promise<void> {
    const { address, namespace, logger } = this.#parts;
    try {
      await register(this.#parts);
      this.#areKnown = true;
      if (this.#reportedReason !== undefined) logger.info("The server has Octavo's search attributes now");
    } catch (error) {
      const failure = readTemporalError(error, { address, namespace });
      this.#failures += 1;
      if (this.#failures > 1)
        this.#askAgainAtMs = this.#now() + AGAIN_MS[failure?.isTransient === false ? 'refused' : 'transient'];
      this.#report(failure?.message ?? `${String(error)}.`);
    } finally {
      this.#asking = undefined;
    }
  }

  #report(reason: string): void {
    if (reason === this.#reportedReason) return;
    this.#reportedReason = reason;
    const effect = 'Meanwhile `to: { waiting: true }` does not find runs that are planned here';
    this.#parts.logger.warn(`Octavo's search attributes cannot be looked up or registered: ${reason} ${effect}`);
  }
}

async function register({ connection, namespace }: SearchAttributesParts): Promise<void> {
  const { operatorService } = connection;
  const inTime = <T>(call: () => Promise<T>): Promise<T> => connection.withDeadline(Date.now() + DEADLINE_MS, call);
  const { customAttributes } = await inTime(() => operatorService.listSearchAttributes({ namespace }));
  const missing = Object.entries(attributes).filter(([name]) => customAttributes?.[name] === undefined);
  if (missing.length === 0) return;
  await inTime(() => operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) }));
  await sleep(PROPAGATION_MS);
}

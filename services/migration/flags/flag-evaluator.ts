import type { Client, EvaluationContext, EvaluationDetails } from '@openfeature/server-sdk';
import type { EngineMode } from '../contracts/engine-mode';
import type { FlagContext } from '../contracts/flag-context';
import type { FlagSnapshot } from '../contracts/flag-snapshot';
import type { RolloutLog } from '../contracts/rollout-log';
import { messageOf } from '../errors/thrown';
import { flaggedTypes } from '../rules/task-types';
import { flagKeyOf } from './flag-key';
import { type KnownFlag, KnownFlags } from './known-flags';
import { REVISION_METADATA } from './rules-provider';
import { toSnapshot } from './to-snapshot';
import { within } from './within';

export interface FlagEvaluatorOptions {
  readonly log?: RolloutLog;
  /** A provider that has not answered after this time counts as failing. Default 200 ms. */
  readonly timeoutMs?: number;
  /** After that it is not asked for this time. Default 1 s. */
  readonly pauseMs?: number;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

type Flags = ReadonlyMap<string, KnownFlag>;

const WARN_EVERY_MS = 60_000;

/**
 * Asks the flags of a run. Never rejects and never holds anybody up: a flag that is unknown, fails, is late or has a value
 * that is no mode says what it last said for this run, else `legacy`.
 */
export class FlagEvaluator {
  readonly #client: Pick<Client, 'getStringDetails'>;
  readonly #log: RolloutLog | undefined;
  readonly #timeoutMs: number;
  readonly #pauseMs: number;
  readonly #now: () => number;
  readonly #known = new KnownFlags();
  readonly #warnedAtMs = new Map<string, number>();
  #pausedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(client: Pick<Client, 'getStringDetails'>, options: FlagEvaluatorOptions = {}) {
    this.#client = client;
    this.#log = options.log;
    this.#timeoutMs = options.timeoutMs ?? 200;
    this.#pauseMs = options.pauseMs ?? 1_000;
    this.#now = options.now ?? (() => performance.now());
  }

  /** The modes of all task types for one run, as of now. */
  async snapshot(context: FlagContext): Promise<FlagSnapshot> {
    const known = this.#known.of(context);
    if (this.#now() < this.#pausedUntilMs) return toSnapshot(known);
    const answers = await within(this.#timeoutMs, this.#askAll(toEvaluationContext(context), known));
    if (answers === undefined) {
      this.#pausedUntilMs = this.#now() + this.#pauseMs;
      this.#warn('all', `no answer within ${this.#timeoutMs} ms`);
      return toSnapshot(known);
    }
    const flags: Flags = new Map([...(known ?? []), ...answers]);
    this.#known.remember(context, flags);
    return toSnapshot(flags);
  }

  /** What all flags say that say something. */
  async #askAll(context: EvaluationContext, known: Flags | undefined): Promise<Flags> {
    if (known !== undefined && (await this.#isSameRevision(context, known))) return known;
    const answers = await Promise.all(
      flaggedTypes.map(async (type) => [type, await this.#ask(type, context)] as const),
    );
    return new Map(answers.flatMap(([type, flag]) => (flag === undefined ? [] : [[type, flag] as const])));
  }

  /** Rules of the same revision say the same of the same run: then one question is enough. */
  async #isSameRevision(context: EvaluationContext, known: Flags): Promise<boolean> {
    const revision = singleRevisionOf(known);
    const [type = ''] = flaggedTypes;
    return revision !== undefined && (await this.#ask(type, context))?.revision === revision;
  }

  /** What one flag says; nothing where it fails, in whatever way. */
  async #ask(type: string, context: EvaluationContext): Promise<KnownFlag | undefined> {
    try {
      return this.#read(type, await this.#client.getStringDetails(flagKeyOf(type), '', context));
    } catch (error) {
      this.#warn(type, messageOf(error));
      return undefined;
    }
  }

  #read(type: string, details: EvaluationDetails<string>): KnownFlag | undefined {
    if (details.errorCode !== undefined) {
      this.#warn(type, `${details.errorCode} ${details.errorMessage ?? ''}`.trim());
      return undefined;
    }
    if (!isMode(details.value)) {
      this.#warn(type, `"${details.value}" is none of legacy, shadow, new`);
      return undefined;
    }
    const revision = details.flagMetadata[REVISION_METADATA];
    return { mode: details.value, revision: typeof revision === 'string' ? revision : undefined };
  }

  #warn(type: string, reason: string): void {
    const nowMs = this.#now();
    if (nowMs - (this.#warnedAtMs.get(type) ?? Number.NEGATIVE_INFINITY) < WARN_EVERY_MS) return;
    this.#warnedAtMs.set(type, nowMs);
    this.#log?.warn(`Flag ${flagKeyOf(type)} fails, runs keep what it last said, else legacy: ${reason}`);
  }
}

/** The revision that all types have; undefined where there are several, or a type without one. */
function singleRevisionOf(flags: Flags): string | undefined {
  const revisions = new Set(flaggedTypes.map((type) => flags.get(type)?.revision));
  const [revision] = revisions;
  return revisions.size === 1 ? revision : undefined;
}

function isMode(value: string): value is EngineMode {
  return value === 'legacy' || value === 'shadow' || value === 'new';
}

function toEvaluationContext({ workflowId, definition, tenant }: FlagContext): EvaluationContext {
  return { targetingKey: workflowId, workflowId, definition, ...(tenant === undefined ? {} : { tenant }) };
}

import {
  type Client,
  type EvaluationContext,
  type EvaluationDetails,
  NOOP_PROVIDER,
  OpenFeature,
  type Provider,
} from '@openfeature/server-sdk';
import type { EngineMode, FlagContext, FlagSnapshot } from '../contracts/flags';
import type { RolloutLog } from '../contracts/rollout-log';
import { messageOf } from '../errors/thrown';
import { flaggedTypes } from '../rules/rollout-rules';
import { flagKeyOf, type KnownFlag, KnownFlags, toSnapshot } from './known-flags';
import { REVISION_METADATA } from './rules-provider';

/** The source of flags: a provider, or an OpenFeature client of the team. */
export type FlagOrigin = { readonly provider: Provider } | { readonly client: Client };

/** An evaluator with its `close`. */
export interface OpenFlagEvaluator extends Pick<FlagEvaluator, 'snapshot'> {
  /** Closes a given provider; does not close a given client. */
  close(): void;
}

/** The start of a worker waits at most this time for the provider; until it is ready, all modes are legacy. */
const START_WAIT_MS = 5_000;

let domains = 0;

/**
 * Makes the evaluator of flags. A provider that cannot start does not block the worker: its flags are legacy until it can.
 */
export async function createFlagEvaluator(options: FlagOrigin & FlagEvaluatorOptions): Promise<OpenFlagEvaluator> {
  if ('client' in options) return openEvaluator(options.client, options, () => undefined);
  domains += 1;
  const domain = `octavo-flags-${domains}`;
  await startProvider(domain, options.provider, options);
  return openEvaluator(OpenFeature.getClient(domain), options, () => {
    // OpenFeature closes a replaced provider; a domain itself cannot be removed.
    OpenFeature.setProvider(domain, NOOP_PROVIDER);
  });
}

async function startProvider(domain: string, provider: Provider, { log }: FlagEvaluatorOptions): Promise<void> {
  const starting = OpenFeature.setProviderAndWait(domain, provider).then(
    () => 'started',
    (error: unknown) => messageOf(error),
  );
  const result = (await within(START_WAIT_MS, starting)) ?? `no answer within ${START_WAIT_MS} ms`;
  if (result !== 'started')
    log?.warn(`The provider of flags has not started; until it has, flags are legacy: ${result}`);
}

function openEvaluator(client: Client, options: FlagEvaluatorOptions, close: () => void): OpenFlagEvaluator {
  const evaluator = new FlagEvaluator(client, options);
  return { snapshot: (context) => evaluator.snapshot(context), close };
}

export interface FlagEvaluatorOptions {
  readonly log?: RolloutLog;
  /** A provider that has not answered after this time counts as failed. Default: 200 ms. */
  readonly timeoutMs?: number;
  /** After a timeout, the provider is not called for this time. Default: 1 s. */
  readonly pauseMs?: number;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

type Flags = ReadonlyMap<string, KnownFlag>;

const WARN_EVERY_MS = 60_000;

/**
 * Evaluates the flags of a run. Never rejects, and never waits longer than its timeout. A flag that is unknown, fails, is
 * late or has an invalid value keeps its last mode for this run, else it is `legacy`.
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

  /** The values of all flags that have a valid one. */
  async #askAll(context: EvaluationContext, known: Flags | undefined): Promise<Flags> {
    if (known !== undefined && (await this.#isSameRevision(context, known))) return known;
    const answers = await Promise.all(
      flaggedTypes.map(async (type) => [type, await this.#ask(type, context)] as const),
    );
    return new Map(answers.flatMap(([type, flag]) => (flag === undefined ? [] : [[type, flag] as const])));
  }

  /** The same revision has the same modes for a run, so evaluating one flag is enough. */
  async #isSameRevision(context: EvaluationContext, known: Flags): Promise<boolean> {
    const revision = singleRevisionOf(known);
    const [type = ''] = flaggedTypes;
    return revision !== undefined && (await this.#ask(type, context))?.revision === revision;
  }

  /** The value of one flag; undefined if it fails. */
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
      this.#warn(type, `"${details.value}" is not legacy, shadow or new`);
      return undefined;
    }
    const revision = details.flagMetadata[REVISION_METADATA];
    return { mode: details.value, revision: typeof revision === 'string' ? revision : undefined };
  }

  #warn(type: string, reason: string): void {
    const nowMs = this.#now();
    if (nowMs - (this.#warnedAtMs.get(type) ?? Number.NEGATIVE_INFINITY) < WARN_EVERY_MS) return;
    this.#warnedAtMs.set(type, nowMs);
    this.#log?.warn(`Flag ${flagKeyOf(type)} fails; runs keep its last mode, else legacy: ${reason}`);
  }
}

/** The revision of all types; undefined if they differ, or if a type has none. */
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

/** The result of `work`, or undefined if it takes longer than `boundMs`; a later result or failure is ignored. */
async function within<Result>(boundMs: number, work: Promise<Result>): Promise<Result | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), boundMs);
  });
  try {
    return await Promise.race([work, passed]);
  } finally {
    clearTimeout(timer);
  }
}

/** A provider of OpenFeature. */
export type FlagProvider = Provider;

const METHODS = ['resolveBooleanEvaluation', 'resolveStringEvaluation', 'resolveNumberEvaluation'] as const;

/** True for a provider of OpenFeature, also if it was made with another copy of the library. */
export function isFlagProvider(value: unknown): value is FlagProvider {
  if (typeof value !== 'object' || value === null) return false;
  const provider = value as Readonly<Record<string, unknown>>;
  return METHODS.every((method) => typeof provider[method] === 'function');
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OctavoActivities } from '@octavo/activities';
import type { OctavoSinks } from '@octavo/workflows';
import type { InjectedSinks, Worker } from '@temporalio/worker';
import { clientOfWorker } from '../client-of-worker';
import type { Knowledge } from '../knowledge';
import type { OctavoParts } from '../octavo-parts';
import { SearchAttributes } from '../search-attributes';
import { activityNames } from '../temporal-options';
import { temporalWorker } from '../temporal-worker';
import type * as loadedOctavo from './loaded-octavo';
import type { OctavoPluginOptions } from './plugin-options';
import { wellFormedErrors } from './well-formed-errors';

const load = () => require('./loaded-octavo') as typeof loadedOctavo;

type SinkName = keyof OctavoSinks['octavo'];

const sinks: Readonly<Record<SinkName, true>> = { keepLastStates: true, gather: true, countEnds: true };

/** Names of Octavo's sinks. */
export const sinkNames = Object.keys(sinks) as readonly SinkName[];

interface LateSink {
  readonly fn: (...call: readonly unknown[]) => Promise<void>;
  readonly callDuringReplay: false;
}

/**
 * Octavo's activities and sinks for a worker that does not exist yet. Their code is slow to load: it is loaded when a
 * run first needs it, or at the start of the worker if definitions or actions must be checked.
 */
export class LateParts {
  readonly activities: OctavoActivities;
  readonly sinks: InjectedSinks<OctavoSinks>;
  readonly #options: OctavoPluginOptions;
  #knowledge: Promise<Knowledge> | undefined;
  #parts: Promise<OctavoParts> | undefined;
  #open: (() => Promise<OctavoParts>) | undefined;

  constructor(options: OctavoPluginOptions) {
    this.#options = options;
    // Meanwhile the worker creates its sandbox in another thread. Code that opens the parts gets the mistakes.
    if (this.#isCheckedAtStart)
      nextTurn()
        .then(() => this.#gatherKnowledge())
        .catch(() => undefined);
    this.activities = Object.fromEntries(activityNames.map((name) => [name, this.#lateActivity(name)])) as never;
    this.sinks = { octavo: Object.fromEntries(sinkNames.map((name) => [name, this.#lateSink(name)])) as never };
  }

  /** @throws WorkerStartError with every mistake in definitions and actions */
  async open(worker: Worker): Promise<void> {
    const { connection, options } = worker;
    if (connection === undefined) throw new Error('The worker has no connection: it is one for replays.');
    const { logger } = temporalWorker().Runtime.instance();
    const attributes = new SearchAttributes({ connection, namespace: options.namespace, logger });
    // Never rejects; code that needs the result awaits it.
    void attributes.areKnown();
    const { namespace, taskQueue } = options;
    this.#open = async () =>
      load().createOctavoParts(this.#options, {
        ...{ knowledge: await this.#gatherKnowledge(), client: clientOfWorker(() => worker), namespace, taskQueue },
        attributes,
      });
    if (this.#isCheckedAtStart) await this.#gatherKnowledge();
  }

  /** Resolves when all writes to the store have ended. */
  async settled(): Promise<void> {
    await (await this.#parts)?.settled();
  }

  get #isCheckedAtStart(): boolean {
    return this.#options.definitions !== undefined || this.#options.actions !== undefined;
  }

  #gatherKnowledge(): Promise<Knowledge> {
    return (this.#knowledge ??= load().gatherKnowledge(this.#options));
  }

  #openParts(): Promise<OctavoParts> {
    if (this.#open === undefined) throw new Error('The worker is not running yet.');
    return (this.#parts ??= this.#open());
  }

  #lateSink(name: SinkName): LateSink {
    const fn = async (...call: readonly unknown[]): Promise<void> => {
      const sink = (await this.#openParts()).sinks.octavo[name] as unknown as LateSink;
      await sink.fn(...call);
    };
    return { fn, callDuringReplay: false };
  }

  #lateActivity(name: keyof OctavoActivities): (request: never) => Promise<unknown> {
    return wellFormedErrors(async (request) => await (await this.#openParts()).activities[name](request));
  }
}

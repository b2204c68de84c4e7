import type { Piggyback } from './piggyback';
import type { CarriesAlong, CreateTaskStateReply, OctavoActivities } from '@octavo/activities';
import { type Json, maxBytes } from '@octavo/orchestrators';
import type { RunFacts, RunKey, StateBatch } from '@octavo/state';
import {
  type LocalActivityOptions,
  ParentClosePolicy,
  proxyLocalActivities,
  startChild,
  uuid4,
} from '@temporalio/workflow';
import { hasOctavoSinks, octavoSinks } from '../adapters/octavo-sinks';
import type { LocalLane } from '../turns/local-lane';
import type { ProjectedState } from './projected-state';
import type { Ride, StateOutbox } from './state-outbox';

/** Local activities carry no batch while at most `FEW_STATES` are waiting and the last batch was sent within `BRIEF_MS`. */
const FEW_STATES = 100;
const BRIEF_MS = 250;

/** A store that does not answer in time counts as unavailable: no second attempt. */
const FLUSH: LocalActivityOptions = { startToCloseTimeout: '5s', retry: { maximumAttempts: 1 } };

/** A batch that is sent with an activity. */
export interface BatchRide {
  readonly batch: StateBatch;
  /** Approximate size of the batch. */
  readonly sizeBytes: number;
  /** The data of the run's extension, to be included in the request. */
  readonly attached: CarriesAlong;
  /** Must be called once, when the activity has ended. `reply`: the data for the extension in the activity's reply. */
  end(result: 'written' | 'unwritten', reply?: Json): void;
}

export interface OutboxWriterParts {
  readonly outbox: StateOutbox;
  readonly lane: LocalLane;
  readonly run: RunKey;
  /** Written with the first batch. */
  readonly facts: RunFacts;
  /** The state of the open run, a part of each batch of a later execution; undefined in the first execution. */
  readonly openRun: () => ProjectedState | undefined;
  /** The piggyback of the run's extension; undefined if the run has no extension. */
  readonly piggyback?: Piggyback | undefined;
}

/** Sends the outbox to the store: with an activity that runs anyway, or by a flush. */
export class OutboxWriter {
  readonly #outbox: StateOutbox;
  readonly #lane: LocalLane;
  readonly #run: RunKey;
  readonly #facts: RunFacts;
  readonly #openRun: OutboxWriterParts['openRun'];
  readonly #piggyback: Piggyback | undefined;
  #areFactsWritten = false;
  #ridesUnderWay = 0;
  #lastDepartureMs = Date.now();
  #flushing: Promise<boolean> | undefined;

  constructor({ outbox, lane, run, facts, openRun, piggyback }: OutboxWriterParts) {
    this.#outbox = outbox;
    this.#lane = lane;
    this.#run = run;
    this.#facts = facts;
    this.#openRun = openRun;
    this.#piggyback = piggyback;
  }

  /** True while an activity that carries a batch is running. */
  get isUnderWay(): boolean {
    return this.#ridesUnderWay > 0;
  }

  get isFlushing(): boolean {
    return this.#flushing !== undefined;
  }

  /** When the last batch was sent; milliseconds since the epoch. */
  get lastDepartureMs(): number {
    return this.#lastDepartureMs;
  }

  /** Takes states for the next activity out of the outbox, up to `roomBytes`. */
  takeBatch(roomBytes: number): BatchRide {
    const ride = this.#outbox.take(roomBytes);
    const hasStates = ride.states.length > 0;
    const withFacts = hasStates && !this.#areFactsWritten;
    if (withFacts) this.#areFactsWritten = true;
    if (hasStates) this.#lastDepartureMs = Date.now();
    this.#ridesUnderWay += 1;
    const attachment = this.#piggyback?.attach();
    return {
      attached: attachment === undefined ? {} : { along: attachment.attached },
      batch: this.#batchOf(ride, withFacts),
      sizeBytes: ride.sizeBytes,
      end: (result, reply) => {
        this.#ridesUnderWay -= 1;
        attachment?.end(reply);
        if (result === 'unwritten' && withFacts) this.#areFactsWritten = false;
        ride.end(result);
      },
    };
  }

  /** The same for a local activity: takes no states if few are waiting and the last batch was sent recently. */
  takeBatchIfDue(roomBytes: number): BatchRide {
    const isDue = this.#outbox.size > FEW_STATES || Date.now() - this.#lastDepartureMs >= BRIEF_MS;
    return this.takeBatch(isDue ? roomBytes : 0);
  }

  /** Writes one batch with a local activity, one flush at a time. False if the store did not accept it; its states stay. */
  flush(): Promise<boolean> {
    this.#flushing ??= this.#flushInTurn();
    return this.#flushing;
  }

  /** Flushes if states are waiting. */
  async flushPending(): Promise<void> {
    if (this.#outbox.size > 0) await this.flush();
  }

  /** Writes all states when the run has ended. If the store does not accept them, child workflows write them later. */
  async flushAtEnd(): Promise<void> {
    await this.#flushing;
    if (hasOctavoSinks()) return this.#handOver();
    while (this.#outbox.size > 0) {
      // The run has ended, so no other work depends on the order of turns.
      const isWritten = await this.#write((work) => work());
      if (!isWritten) return await this.leaveToChildren();
    }
  }

  /** Starts abandoned child workflows that write all waiting states as soon as the store is available. */
  async leaveToChildren(): Promise<void> {
    while (this.#outbox.size > 0) {
      const ride = this.takeBatch(maxBytes.statesOfFlush);
      ride.end('written', null);
      const workflowId = `octavo-flush/${this.#run.firstRunId}/${uuid4()}`;
      await startChild('octavoFlush', {
        args: [{ ...ride.batch, ...ride.attached }],
        workflowId,
        parentClosePolicy: ParentClosePolicy.ABANDON,
      });
    }
  }

  #handOver(): void {
    while (this.#outbox.size > 0) {
      const ride = this.takeBatch(maxBytes.statesOfFlush);
      octavoSinks().keepLastStates({ ...ride.batch, ...ride.attached });
      ride.end('written', null);
    }
  }

  async #flushInTurn(): Promise<boolean> {
    const isWritten = await this.#write((work) => this.#lane.run(work));
    this.#flushing = undefined;
    return isWritten;
  }

  async #write(run: (work: () => Promise<CreateTaskStateReply>) => Promise<CreateTaskStateReply>): Promise<boolean> {
    const { createTaskState } = proxyLocalActivities<OctavoActivities>(FLUSH);
    const ride = this.takeBatch(maxBytes.statesOfFlush);
    const work = (): Promise<CreateTaskStateReply> =>
      createTaskState({ ...ride.batch, ...ride.attached }).catch(() => ({ ok: false }));
    const { ok, along } = await run(work);
    ride.end(ok ? 'written' : 'unwritten', along);
    return ok;
  }

  #batchOf({ states }: Ride, withFacts: boolean): StateBatch {
    const hasRun = states.length === 0 || states.some(({ path }) => path === '');
    const openRun = hasRun ? undefined : this.#openRun();
    const all = openRun === undefined ? states : [openRun, ...states];
    return { ...this.#run, states: all, ...(withFacts ? { run: this.#facts } : {}) };
  }
}

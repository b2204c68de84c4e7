import type { Rider } from './rider';
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

/** What a chain of short actions may leave behind, and for how long. */
const FEW_STATES = 100;
const BRIEF_MS = 250;

/** The store answers within a bound, or it counts as away: no second attempt. */
const FLUSH: LocalActivityOptions = { startToCloseTimeout: '5s', retry: { maximumAttempts: 1 } };

/** A batch that somebody takes along. */
export interface BatchRide {
  readonly batch: StateBatch;
  /** About how large the batch is. */
  readonly sizeBytes: number;
  /** What goes along with the request beside the batch. */
  readonly carried: CarriesAlong;
  /** Must be called, whatever came of it; `told`: what came back. */
  end(result: 'written' | 'unwritten', told?: Json): void;
}

export interface OutboxWriterParts {
  readonly outbox: StateOutbox;
  readonly lane: LocalLane;
  readonly run: RunKey;
  /** Written with the first batch. */
  readonly facts: RunFacts;
  /** The state of the open run, which each batch of a later execution has; undefined in the first one. */
  readonly openRun: () => ProjectedState | undefined;
  /** Of what was added to the run. */
  readonly rider?: Rider | undefined;
}

/** Takes the outbox to the store: along with an activity that runs anyway, or by a flush of its own. */
export class OutboxWriter {
  readonly #outbox: StateOutbox;
  readonly #lane: LocalLane;
  readonly #run: RunKey;
  readonly #facts: RunFacts;
  readonly #openRun: OutboxWriterParts['openRun'];
  readonly #rider: Rider | undefined;
  #areFactsWritten = false;
  #ridesUnderWay = 0;
  #lastDepartureMs = Date.now();
  #flushing: Promise<boolean> | undefined;

  constructor({ outbox, lane, run, facts, openRun, rider }: OutboxWriterParts) {
    this.#outbox = outbox;
    this.#lane = lane;
    this.#run = run;
    this.#facts = facts;
    this.#openRun = openRun;
    this.#rider = rider;
  }

  /** True while somebody is on the way who will come back, and with whom the run goes on. */
  get isUnderWay(): boolean {
    return this.#ridesUnderWay > 0;
  }

  get isFlushing(): boolean {
    return this.#flushing !== undefined;
  }

  /** When a batch left last; milliseconds since the epoch. */
  get lastDepartureMs(): number {
    return this.#lastDepartureMs;
  }

  /** Takes out what somebody who makes a round trip anyway can carry. */
  board(maxBytes: number): BatchRide {
    const ride = this.#outbox.take(maxBytes);
    const hasStates = ride.states.length > 0;
    const withFacts = hasStates && !this.#areFactsWritten;
    if (withFacts) this.#areFactsWritten = true;
    if (hasStates) this.#lastDepartureMs = Date.now();
    this.#ridesUnderWay += 1;
    const trip = this.#rider?.depart();
    return {
      carried: trip === undefined ? {} : { along: trip.along },
      batch: this.#batchOf(ride, withFacts),
      sizeBytes: ride.sizeBytes,
      end: (result, told) => {
        this.#ridesUnderWay -= 1;
        trip?.end(told);
        if (result === 'unwritten' && withFacts) this.#areFactsWritten = false;
        ride.end(result);
      },
    };
  }

  /** The same for somebody who is back soon: takes nothing as long as little has gathered since the last batch left. */
  boardBriefly(maxBytes: number): BatchRide {
    const hasGathered = this.#outbox.size > FEW_STATES || Date.now() - this.#lastDepartureMs >= BRIEF_MS;
    return this.board(hasGathered ? maxBytes : 0);
  }

  /** Writes by a local activity, one at a time. False where the store did not take it; all is kept then. */
  flush(): Promise<boolean> {
    this.#flushing ??= this.#flushInTurn();
    return this.#flushing;
  }

  /** Writes what is there, where something is. */
  async flushPending(): Promise<void> {
    if (this.#outbox.size > 0) await this.flush();
  }

  /** Writes all when the run has ended; what the store does not take is left to workflows of their own. */
  async flushAtEnd(): Promise<void> {
    await this.#flushing;
    if (hasOctavoSinks()) return this.#handOver();
    while (this.#outbox.size > 0) {
      // Nothing else goes on any more, so it needs no turn.
      const isWritten = await this.#write((work) => work());
      if (!isWritten) return await this.leaveToChildren();
    }
  }

  /** Has abandoned child workflows write all that is there as soon as the store is back. */
  async leaveToChildren(): Promise<void> {
    while (this.#outbox.size > 0) {
      const ride = this.board(maxBytes.statesOfFlush);
      ride.end('written', null);
      const workflowId = `octavo-flush/${this.#run.firstRunId}/${uuid4()}`;
      await startChild('octavoFlush', {
        args: [{ ...ride.batch, ...ride.carried }],
        workflowId,
        parentClosePolicy: ParentClosePolicy.ABANDON,
      });
    }
  }

  #handOver(): void {
    while (this.#outbox.size > 0) {
      const ride = this.board(maxBytes.statesOfFlush);
      octavoSinks().keepLastStates({ ...ride.batch, ...ride.carried });
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
    const ride = this.board(maxBytes.statesOfFlush);
    const work = (): Promise<CreateTaskStateReply> =>
      createTaskState({ ...ride.batch, ...ride.carried }).catch(() => ({ ok: false }));
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

import type { BoundedWriter, PendingWrite, StateBatch, TaskStateStore } from '@octavo/state';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { CarriesAlong } from '../carries-along';
import { messageOf } from '../thrown';

export interface CreateTaskStateParts {
  readonly store: Pick<TaskStateStore, 'write'>;
  readonly writer: BoundedWriter;
}

export interface CreateTaskStateRequest extends StateBatch, CarriesAlong {
  /** If set, the activity fails when the store does not accept the batch, so that Temporal retries. Default: returns in time. */
  readonly must?: true;
}

export interface CreateTaskStateReply extends CarriesAlong {
  readonly ok: boolean;
}

/** Writes a batch of task states. Idempotent. */
export async function createTaskState(
  { store, writer }: CreateTaskStateParts,
  { must, along: _along, ...batch }: CreateTaskStateRequest,
): Promise<CreateTaskStateReply> {
  if (must) {
    await store.write(batch).catch(throwBenign);
    return { ok: true };
  }
  return { ok: (await writer.start(batch).settle()) === 'written' };
}

/** The watch of the store logs once that it is unavailable. Benign failures keep the SDK from logging each attempt. */
function throwBenign(cause: unknown): never {
  const message = messageOf(cause);
  throw ApplicationFailure.create({
    type: 'STORE_UNAVAILABLE',
    message,
    category: ApplicationFailureCategory.BENIGN,
    ...(cause instanceof Error ? { cause } : {}),
  });
}

/** An action that ends sooner leaves its states to the next activity, because a write costs more than such an action. */
const BRIEF_MS = 50;
/** From this number on, states are written at once: sending them again would make the history large. */
const MANY_STATES = 5;

/**
 * Writes the states of a request, unless the action ends within 50 ms: a write that has not begun when `settle` is called is
 * not made, and the states count as unwritten.
 */
export function writeUnlessBrief(writer: BoundedWriter, batch: StateBatch | undefined): PendingWrite {
  const count = batch?.states.length ?? 0;
  if (count === 0 || count >= MANY_STATES) return writer.start(batch);
  let write: PendingWrite | undefined;
  const timer = setTimeout(() => {
    write = writer.start(batch);
  }, BRIEF_MS);
  return {
    settle: async () => {
      clearTimeout(timer);
      return (await write?.settle()) ?? 'unwritten';
    },
  };
}

import type { BoundedWriter, PendingWrite, StateBatch, TaskStateStore } from '@octavo/state';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { CarriesAlong } from '../carries-along';
import { messageOf } from '../thrown';

export interface CreateTaskStateParts {
  readonly store: Pick<TaskStateStore, 'write'>;
  readonly writer: BoundedWriter;
}

export interface CreateTaskStateRequest extends StateBatch, CarriesAlong {
  /** Fails where the store does not take it, so that Temporal tries again. Default: answers within the bound. */
  readonly must?: true;
}

export interface CreateTaskStateReply extends CarriesAlong {
  readonly ok: boolean;
}

/** The one activity that writes task states, of every type, batched and idempotent. */
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

/** Whoever watches the store logs once that it is away; the SDK would log each attempt. */
function throwBenign(cause: unknown): never {
  const message = messageOf(cause);
  throw ApplicationFailure.create({
    type: 'STORE_UNAVAILABLE',
    message,
    category: ApplicationFailureCategory.BENIGN,
    ...(cause instanceof Error ? { cause } : {}),
  });
}

/** An action that ends sooner leaves its states to the next ride: a write costs more than such an action. */
const BRIEF_MS = 50;
/** So many are written at once: what rides again and again would make the history large. */
const MANY_STATES = 5;

/**
 * Writes what rode along with an action, if the action takes more than a moment: until `settle` is called. What was not
 * begun by then is unwritten.
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

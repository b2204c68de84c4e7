import type { CarriesAlong } from '../carries-along';
import type { BoundedWriter, StateBatch, TaskStateStore } from '@octavo/state';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
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

import type { BoundedWriter, StateBatch, TaskStateStore } from '@octavo/state';

export interface CreateTaskStateParts {
  readonly store: Pick<TaskStateStore, 'write'>;
  readonly writer: BoundedWriter;
}

export interface CreateTaskStateRequest extends StateBatch {
  /** Fails where the store does not take it, so that Temporal tries again. Default: answers within the bound. */
  readonly must?: true;
}

/** The one activity that writes task states, of every type, batched and idempotent. */
export async function createTaskState(
  { store, writer }: CreateTaskStateParts,
  { must, ...batch }: CreateTaskStateRequest,
): Promise<{ readonly ok: boolean }> {
  if (must) {
    await store.write(batch);
    return { ok: true };
  }
  return { ok: (await writer.start(batch).settle()) === 'written' };
}

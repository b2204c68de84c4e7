import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryTaskStateStore, type StateBatch } from '@octavo/state';
import { until } from './test-worker';

/** In memory; takes its time for the first write of the end of a run, once it was told to. */
export class SlowStore extends MemoryTaskStateStore {
  isEndWritten = false;
  #isReleased: (() => boolean) | undefined;

  /** The next end is written a moment after `isReleased` says yes. */
  holdEnd(isReleased: () => boolean): void {
    this.#isReleased = isReleased;
  }

  override async write(batch: StateBatch): Promise<void> {
    const isReleased = this.#isReleased;
    const isEnd = batch.states.some(({ path, status }) => path === '' && status === 'SUCCESS');
    if (isReleased === undefined || !isEnd) return super.write(batch);
    this.#isReleased = undefined;
    await until(isReleased);
    await sleep(200);
    await super.write(batch);
    this.isEndWritten = true;
  }
}

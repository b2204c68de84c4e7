import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryTaskStateStore, type StateBatch } from '@octavo/state';
import { until } from './test-worker';

/** A store in memory that delays the next write of a run's end after `holdEnd`. */
export class SlowStore extends MemoryTaskStateStore {
  isEndWritten = false;
  #isReleased: (() => boolean) | undefined;

  /** Delays the next end until 200 ms after `isReleased` returns true. */
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

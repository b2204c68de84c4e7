import { setImmediate as nextTurn } from 'node:timers/promises';
import { Gathering } from './gathering';

const NEVER_MS = 600_000;

/** Tells whether `work` is done without waiting for anything. */
async function isDone(work: Promise<void>): Promise<boolean> {
  return await Promise.race([work.then(() => true), nextTurn(false)]);
}

describe('gathering', () => {
  it('ends when half of the actions under way have ended', async () => {
    const gathering = new Gathering(NEVER_MS);
    const wait = gathering.wait('run', 5);
    gathering.count('run');
    gathering.count('run');
    expect(await isDone(wait)).toBe(false);
    gathering.count('run');
    expect(await isDone(wait)).toBe(true);
  });

  it('ends after a moment where they take longer, or end elsewhere', async () => {
    const gathering = new Gathering(1);
    await expect(gathering.wait('run', 5)).resolves.toBeUndefined();
  });

  it('counts what failed too, for its own run, and is over when it has ended', async () => {
    const gathering = new Gathering(NEVER_MS);
    let run = 'other';
    const act = gathering.counting(
      async (works: boolean) => {
        if (!works) throw new Error('no');
      },
      () => run,
    );
    const wait = gathering.wait('run', 4);
    for (const works of [true, true]) await act(works);
    expect(await isDone(wait)).toBe(false);
    run = 'run';
    await act(true);
    await expect(act(false)).rejects.toThrow('no');
    expect(await isDone(wait)).toBe(true);
    await act(true);
    const next = gathering.wait('run', 4);
    expect(await isDone(next)).toBe(false);
    for (const works of [true, true]) await act(works);
    expect(await isDone(next)).toBe(true);
  });
});

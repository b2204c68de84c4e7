import { setImmediate as nextTurn } from 'node:timers/promises';
import { Gathering } from './gathering';

const NEVER_MS = 600_000;

/** True if `work` is done already. */
async function isDone(work: Promise<void>): Promise<boolean> {
  return await Promise.race([work.then(() => true), nextTurn(false)]);
}

function count(gathering: Gathering, times: number, run = 'run'): void {
  for (let time = 0; time < times; time += 1) gathering.count(run);
}

describe('gathering', () => {
  it('ends when half of the pending actions have ended', async () => {
    const gathering = new Gathering(NEVER_MS);
    count(gathering, 2);
    const wait = gathering.wait('run', { pending: 5, answered: 2 });
    count(gathering, 2);
    count(gathering, 9, 'other');
    expect(await isDone(wait)).toBe(false);
    count(gathering, 1);
    expect(await isDone(wait)).toBe(true);
  });

  it('counts actions that ended while the run processed earlier results', async () => {
    const gathering = new Gathering(NEVER_MS);
    count(gathering, 60);
    expect(await isDone(gathering.wait('run', { pending: 97, answered: 3 }))).toBe(true);
  });

  it('ends after the maximum wait when actions take longer', async () => {
    await expect(new Gathering(1).wait('run', { pending: 5, answered: 0 })).resolves.toBeUndefined();
  });

  it('does not wait when other workers run some of the actions', async () => {
    const gathering = new Gathering(NEVER_MS);
    count(gathering, 2);
    expect(await isDone(gathering.wait('run', { pending: 97, answered: 3 }))).toBe(true);
  });

  it('counts failed actions too', async () => {
    const gathering = new Gathering(NEVER_MS);
    const act = gathering.counting(
      async (works: boolean) => {
        if (!works) throw new Error('no');
      },
      () => 'run',
    );
    const wait = gathering.wait('run', { pending: 4, answered: 0 });
    await act(true);
    expect(await isDone(wait)).toBe(false);
    await expect(act(false)).rejects.toThrow('no');
    expect(await isDone(wait)).toBe(true);
  });
});

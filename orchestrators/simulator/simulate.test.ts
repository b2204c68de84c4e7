import { act, hear, pause } from './plan.fixture';
import { run } from './run.fixture';
import { VirtualClock } from '../engine/virtual-clock';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the virtual clock', () => {
  it('lets things happen in order of time, then of planning', async () => {
    const clock = new VirtualClock(0, settle);
    const happened: string[] = [];
    for (const [atMs, name] of [
      [30, 'd'],
      [10, 'a'],
      [20, 'b'],
      [20, 'c'],
      [5, 'forgotten'],
    ] as const) {
      const forget = clock.at(atMs, () => happened.push(`${name}@${clock.nowMs}`));
      if (name === 'forgotten') forget();
    }
    await clock.run(() => false);
    expect(happened).toEqual(['a@10', 'b@20', 'c@20', 'd@30']);
  });

  it('keeps the order of very many', async () => {
    const clock = new VirtualClock(0, settle);
    const happened: number[] = [];
    for (let n = 0; n < 500; n += 1) clock.at((n * 7919) % 1000, () => happened.push(clock.nowMs));
    await clock.run(() => false);
    expect(happened).toEqual(happened.toSorted((a, b) => a - b));
  });

  it('never goes back', async () => {
    const clock = new VirtualClock(100, settle);
    clock.at(5, () => {});
    await clock.run(() => false);
    expect(clock.nowMs).toBe(100);
  });

  it('stops when it is over', async () => {
    const clock = new VirtualClock(0, settle);
    clock.at(10, () => {});
    await clock.run(() => true);
    expect(clock.nowMs).toBe(0);
  });
});

describe('a simulation', () => {
  it('of a run that waits for what never comes has no outcome', async () => {
    const result = await run(hear('a', 'go'));
    expect(result.outcome).toBeUndefined();
    expect(result.states.get('a')?.status).toBe('WAITING');
  });

  it('asks the world for nothing after the cut', async () => {
    const cut = await run([act('a', 'echo'), act('b', 'echo')], { cutAfter: 2 });
    expect(cut.world.begun).toEqual(['run-1/a@0']);
  });

  it('knows what had been asked for when it goes on', async () => {
    const tasks = [act('a', 'slow', { with: 1000 }), pause('b', '1s')];
    const cut = await run(tasks, { cutAfter: 1 });
    const resumed = await run(tasks, { world: cut.world, resumeFrom: cut });
    expect(resumed.world.begun).toEqual(['run-1/a@0']);
    expect(resumed.outcome?.status).toBe('SUCCESS');
  });
});

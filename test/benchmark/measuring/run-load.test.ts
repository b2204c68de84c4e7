import { runLoad } from './run-load';

/** Work of one turn of the event loop, with counters. */
function createWork(): { begun: number; most: number; run(): Promise<void> } {
  let underWay = 0;
  return {
    begun: 0,
    most: 0,
    async run() {
      this.begun += 1;
      this.most = Math.max(this.most, (underWay += 1));
      await new Promise(setImmediate);
      underWay -= 1;
    },
  };
}

it('keeps exactly this number of runs open', async () => {
  const work = createWork();
  await runLoad({ inFlight: 3, durationMs: 300 }, () => work.run());
  expect(work.most).toBe(3);
});

it('counts every started run', async () => {
  const work = createWork();
  const { runs, throughput, latencyMs } = await runLoad({ inFlight: 2, durationMs: 5 }, () => work.run());
  expect(runs).toBe(work.begun);
  expect([throughput, latencyMs].every((value) => value > 0)).toBe(true);
});

it('completes a started cycle', async () => {
  const work = createWork();
  const { runs } = await runLoad({ inFlight: 4, durationMs: 5, cycle: 7 }, () => work.run());
  expect(runs % 7).toBe(0);
});

it('fails with the first run that fails', async () => {
  const load = runLoad({ inFlight: 2, durationMs: 5 }, () => Promise.reject(new Error('no such action')));
  await expect(load).rejects.toThrow('no such action');
});

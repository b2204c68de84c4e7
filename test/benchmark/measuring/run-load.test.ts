import { runLoad } from './run-load';

/** Work of one turn of the event loop, and what was seen of it. */
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

it('keeps so many runs under way, and no more', async () => {
  const work = createWork();
  await runLoad({ inFlight: 3, durationMs: 300 }, () => work.run());
  expect(work.most).toBe(3);
});

it('counts every run that it began', async () => {
  const work = createWork();
  const { runs, throughput, latencyMs } = await runLoad({ inFlight: 2, durationMs: 5 }, () => work.run());
  expect(runs).toBe(work.begun);
  expect([throughput, latencyMs].every((value) => value > 0)).toBe(true);
});

it('completes the cycle that it began', async () => {
  const work = createWork();
  const { runs } = await runLoad({ inFlight: 4, durationMs: 5, cycle: 7 }, () => work.run());
  expect(runs % 7).toBe(0);
});

it('fails with the first run that fails', async () => {
  const load = runLoad({ inFlight: 2, durationMs: 5 }, () => Promise.reject(new Error('no such action')));
  await expect(load).rejects.toThrow('no such action');
});

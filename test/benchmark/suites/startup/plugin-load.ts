import { compare } from '../../measuring/compare';
import type { BenchRow } from '../../report/bench-row';
import type { Bench } from '../suite';
import { handSide } from '../temporal-case';

/** The effect of OctavoPlugin on the throughput of a team's own workflows. */
export async function measurePluginLoad(bench: Bench): Promise<readonly BenchRow[]> {
  const world = await bench.world();
  const wishes = { nodeOptions: bench.workerOptions };
  const plugin = await world.startWorker('plugin', wishes);
  const plain = await world.startWorker('hand', wishes);
  const { rounds, roundMs, warmUpMs } = bench.close;
  const load = { durationMs: roundMs, inFlight: 20, warmUpMs };
  const team = { hand: 'tenActivities' };
  const rows = await compare(
    {
      ...{ suite: 'startup', case: "a team's workflow beside OctavoPlugin", rounds },
      subject: handSide(world, plugin, team, load),
      baseline: handSide(world, plain, team, load),
    },
    bench.progress,
  );
  await Promise.all([plugin.stop(), plain.stop()]);
  return rows.filter(({ metric }) => metric === 'throughput' || metric === 'events');
}

import { join } from 'node:path';
import { compare, type Side } from '../../measuring/compare';
import type { BenchRow, Metrics } from '../../report/bench-row';
import type { Bench } from '../suite';
import type { StartupProject } from './startup-project';
import { runProgram } from './timed-program';

/** The effect of OctavoPlugin on the start time and memory of a worker with a prebuilt bundle. */
export async function measurePluginStart(bench: Bench, project: StartupProject): Promise<readonly BenchRow[]> {
  const { address } = await bench.world();
  bench.progress.tell('startup: bundling the workflows of a team');
  for (const side of ['with', 'without'] as const) await bundle(side, project);
  const baseline = sideOf('without', project, [address]);
  const compareWith = (name: string, args: readonly string[]): Promise<readonly BenchRow[]> =>
    compare(
      {
        ...{ suite: 'startup', case: name, rounds: bench.close.rounds },
        ...{ subject: sideOf('with', project, args), baseline },
      },
      bench.progress,
    );
  return [
    ...(await compareWith('worker with OctavoPlugin', [address])),
    ...(await compareWith('worker with OctavoPlugin and a definition', [address, project.definitions])),
  ];
}

type SideName = 'with' | 'without';

async function bundle(side: SideName, project: StartupProject): Promise<void> {
  const { plain: folder, teamProgram } = project;
  await runProgram({ folder, args: teamProgram('team-bundle', side, codePathOf(side, project)) });
}

function sideOf(side: SideName, project: StartupProject, serverAndDefinitions: readonly string[]): Side {
  const { plain: folder, teamProgram } = project;
  const args = teamProgram('team-worker', side, codePathOf(side, project), ...serverAndDefinitions);
  const measure = async (): Promise<Metrics> => JSON.parse((await runProgram({ folder, args })).stdout) as Metrics;
  return { measure, warmUp: measure };
}

function codePathOf(side: SideName, { plain }: StartupProject): string {
  return join(plain, `${side}-octavo.js`);
}

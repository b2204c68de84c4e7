import { compare } from '../../measuring/compare';
import type { BenchRow } from '../../report/bench-row';
import type { Bench, Suite } from '../suite';
import { measureConfiguration } from './configuration';
import { startDev } from './dev-process';
import { measurePluginLoad } from './plugin-load';
import { measurePluginStart } from './plugin-start';
import { greeting, run, StartupProject } from './startup-project';
import { sideOf } from './timed-program';

/** The time of commands, started as users do; the effect of OctavoPlugin on a worker. */
export const startup: Suite = {
  name: 'startup',
  title:
    'octavo run against ten lines with @temporalio/client, installed and from the checkout; configuration; OctavoPlugin',
  run: async (bench) => {
    bench.progress.tell('startup: building the packages and installing them');
    const project = await StartupProject.create();
    try {
      const runs = await measureRuns(bench, project);
      const configuration = await measureConfiguration(bench, project);
      const others = await measureOthers(bench, project);
      const plugin = [...(await measurePluginStart(bench, project)), ...(await measurePluginLoad(bench))];
      return [...runs, configuration, ...others, ...plugin];
    } finally {
      await project.remove();
    }
  },
};

async function measureRuns({ progress, close: { rounds } }: Bench, project: StartupProject): Promise<BenchRow[]> {
  progress.tell('startup: starting octavo dev');
  const { plain: folder, installed, fromCheckout, tenLines } = project;
  const dev = await startDev(project);
  const baseline = sideOf({ folder, args: tenLines(dev.address), prints: greeting });
  const compareRun = (name: string, args: readonly string[]): Promise<readonly BenchRow[]> =>
    compare(
      { suite: 'startup', case: name, rounds, subject: sideOf({ folder, args, prints: greeting }), baseline },
      progress,
    );
  try {
    const ofInstalled = await compareRun('octavo run, installed', installed(...run));
    return [...ofInstalled, ...(await compareRun('octavo run, checkout', fromCheckout(...run)))];
  } finally {
    await dev.stop();
  }
}

/** Compared with an empty Node program. */
async function measureOthers({ progress, close: { rounds } }: Bench, project: StartupProject): Promise<BenchRow[]> {
  const { plain: folder, installed } = project;
  const baseline = sideOf({ folder, args: ['--eval', ''] });
  const rows: BenchRow[] = [];
  for (const args of [['--help'], ['validate', 'greeting.yaml']]) {
    const plan = { suite: 'startup', case: `octavo ${args[0]}, installed`, rounds };
    rows.push(
      ...(await compare({ ...plan, subject: sideOf({ folder, args: installed(...args) }), baseline }, progress)),
    );
  }
  return rows;
}

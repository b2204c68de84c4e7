import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPlanner } from '@octavo/planner';
import { PackedProject } from '../../../package/packed-project';
import { compare } from '../../measuring/compare';
import { median } from '../../measuring/quantile';
import { type BenchRow, toRow } from '../../report/bench-row';
import type { Bench, Suite } from '../suite';
import { startDev } from './dev-process';
import { sideOf, timeProgram } from './timed-program';

const ROOT = join(__dirname, '../../../..');
/** What users start; npm links it. */
const COMMAND = 'node_modules/.bin/octavo';
const TEN_LINES = 'ten-lines.mjs';

const DEFINITION = `octavo: 1
id: greeting
input: { type: object, required: [name] }
tasks:
  - { id: greet, type: basic, action: transform, with: { text: "Hello, \${ input.name }!" } }
output: "\${ tasks.greet.output }"
`;
const INPUT = { name: 'you' };
const CONFIGURATION = `server: { address: localhost:7233, namespace: default }
store: { redis: 'redis://localhost:6379', ttl: 14d }
limits: { concurrentActions: 50, shutdownGrace: 20s }
`;
/** Milliseconds that loading the configuration may take, with the modules that do it. */
const PROMISED_MS = 50;

/** What a command takes from its start to its end, started as users start it. */
export const startup: Suite = {
  name: 'startup',
  title: 'octavo run against ten lines with @temporalio/client, installed and from the checkout; configuration',
  run: async (bench) => {
    bench.progress.tell('startup: building the packages and installing them');
    const project = await PackedProject.create();
    try {
      await writeFiles(project.folder);
      const runs = await measureRuns(bench, project.folder);
      return [
        ...runs,
        await measureConfiguration(bench, project.folder),
        ...(await measureOthers(bench, project.folder)),
      ];
    } finally {
      await project.remove();
    }
  },
};

/** Both sides send the server the same. */
async function writeFiles(folder: string): Promise<void> {
  const { plan } = createPlanner().plan(DEFINITION);
  await writeFile(join(folder, 'greeting.yaml'), DEFINITION);
  await writeFile(join(folder, 'argument.json'), JSON.stringify({ plan, input: INPUT }));
  await copyFile(join(__dirname, TEN_LINES), join(folder, TEN_LINES));
}

async function measureRuns({ progress, close: { rounds } }: Bench, folder: string): Promise<readonly BenchRow[]> {
  progress.tell('startup: starting octavo dev');
  const dev = await startDev(join(folder, COMMAND), folder);
  const prints = 'Hello, you!';
  const baseline = sideOf({ folder, args: [TEN_LINES, dev.address], prints });
  const run = ['run', 'greeting.yaml', '--input', JSON.stringify(INPUT), '--address', dev.address];
  const compareRun = (name: string, root: string) =>
    compare(
      {
        ...{ suite: 'startup', case: name, rounds, baseline },
        subject: sideOf({ folder, args: [join(root, COMMAND), ...run], prints }),
      },
      progress,
    );
  try {
    return [
      ...(await compareRun('octavo run, installed', folder)),
      ...(await compareRun('octavo run, checkout', ROOT)),
    ];
  } finally {
    await dev.stop();
  }
}

/** Held against a Node that does nothing. */
async function measureOthers({ progress, close: { rounds } }: Bench, folder: string): Promise<readonly BenchRow[]> {
  const baseline = sideOf({ folder, args: ['--eval', ''], prints: '' });
  const rows: BenchRow[] = [];
  for (const args of [['--help'], ['validate', 'greeting.yaml']]) {
    const plan = { suite: 'startup', case: `octavo ${args[0]}, installed`, rounds };
    const subject = sideOf({ folder, args: [join(folder, COMMAND), ...args], prints: '' });
    rows.push(...(await compare({ ...plan, subject, baseline }, progress)));
  }
  return rows;
}

/** What a command takes longer that shows the configuration than one that needs none. */
async function measureConfiguration({ progress, close: { rounds } }: Bench, project: string): Promise<BenchRow> {
  const folder = join(project, 'configured');
  await mkdir(folder);
  await writeFile(join(folder, 'octavo.config.yaml'), CONFIGURATION);
  const octavo = (...args: readonly string[]) =>
    timeProgram({ folder, args: [join(project, COMMAND), ...args], prints: '' });
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    progress.tell(`startup: configuration, round ${round} of ${rounds}`);
    const withoutMs = await octavo('--version');
    const withMs = await octavo('config', 'show', '--json');
    // The first one fills caches.
    if (round > 0) times.push(withMs - withoutMs);
  }
  return toRow({ suite: 'startup', case: 'configuration loaded', metric: 'latency' }, median(times), PROMISED_MS);
}

import { median } from '../../measuring/quantile';
import { type BenchRow, toRow } from '../../report/bench-row';
import type { Bench } from '../suite';
import type { StartupProject } from './startup-project';
import { timeProgram } from './timed-program';

/** Maximum time to load the configuration and its modules, in milliseconds. */
const PROMISED_MS = 50;

/** The time difference between a command that shows the configuration and one without a configuration. */
export async function measureConfiguration(
  { progress, close: { rounds } }: Bench,
  { installed, configured: folder }: StartupProject,
): Promise<BenchRow> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    progress.tell(`startup: configuration, round ${round} of ${rounds}`);
    const withoutMs = await timeProgram({ folder, args: installed('--version') });
    const withMs = await timeProgram({ folder, args: installed('config', 'show', '--json') });
    // The first round fills caches.
    if (round > 0) times.push(withMs - withoutMs);
  }
  return toRow({ suite: 'startup', case: 'configuration loaded', metric: 'latency' }, median(times), PROMISED_MS);
}

import { spawnSync } from 'node:child_process';
import { ownCpuMs } from './own-cpu';

const WORK = 'const end = process.cpuUsage().user + 200_000; while (process.cpuUsage().user < end);';

it('counts what this process used, and what its children did until they ended', () => {
  const before = ownCpuMs();
  spawnSync(process.execPath, ['--eval', WORK]);
  const after = ownCpuMs();
  if (before === undefined || after === undefined) expect(process.platform).not.toBe('linux');
  else expect(after - before).toBeGreaterThanOrEqual(200);
});

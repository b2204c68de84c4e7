import { spawnSync } from 'node:child_process';
import { ownCpuMs } from './own-cpu';

const WORK = 'const end = process.cpuUsage().user + 200_000; while (process.cpuUsage().user < end);';

it('counts the CPU time of this process and of its ended children', () => {
  const before = ownCpuMs();
  spawnSync(process.execPath, ['--eval', WORK]);
  const after = ownCpuMs();
  if (before === undefined || after === undefined) expect(process.platform).not.toBe('linux');
  else expect(after - before).toBeGreaterThanOrEqual(200);
});

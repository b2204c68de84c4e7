import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('lets the processes of the benchmark load TypeScript', () => {
  const hook = join(__dirname, 'published-code.cjs');
  const program = `console.log(require('${join(__dirname, '../measuring/quantile.ts')}').median([3, 1, 2]))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', hook, '-e', program], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '2\n', stderr: '' });
});

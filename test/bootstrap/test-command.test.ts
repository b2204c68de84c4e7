import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment } from '../setup/clean-environment';

const ROOT = join(__dirname, '../..');

describe('the command that tests everything', () => {
  it.each(['npm test', '.ci/run'])('%s ends with a line of counts, also where the set-up fails', (command) => {
    const [program, ...args] = command.split(' ') as [string, ...string[]];
    const env = { ...cleanEnvironment(), REDIS_URL: 'redis://127.0.0.1:1', OCTAVO_TEMPORAL_CLI: '/no/such/temporal' };
    const { status, stdout } = spawnSync(program, args, { cwd: ROOT, env, encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stdout).toMatch(/(^|\n)0 passed, 1 failed\n$/);
  });
});

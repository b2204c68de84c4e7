import { tmpdir } from 'node:os';
import { timeProgram } from './timed-program';

const folder = tmpdir();

it('refuses the time of a program that fails', async () => {
  const failing = { folder, args: ['--eval', 'console.log("done"); process.exitCode = 1'], prints: 'done' };
  await expect(timeProgram(failing)).rejects.toThrow('Command failed');
});

it('refuses the time of a program that did not do its work', async () => {
  const idle = { folder, args: ['--eval', 'console.log("nothing")'], prints: 'Hello' };
  await expect(timeProgram(idle)).rejects.toThrow('did not print Hello:\nnothing\n');
});

it('starts the program without the loaders of this process', async () => {
  const { NODE_OPTIONS: before } = process.env;
  process.env['NODE_OPTIONS'] = '--require=./no-such-module.cjs';
  try {
    await expect(timeProgram({ folder, args: ['--eval', ''] })).resolves.toBeGreaterThan(0);
  } finally {
    if (before === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = before;
  }
});

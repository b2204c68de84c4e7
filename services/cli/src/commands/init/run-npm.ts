import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CliError } from '../../cli-error';
import type { TextSink } from '../../cli-io';
import { exitCodes } from '../../exit-codes';

/**
 * Runs npm in a folder and passes on what it says.
 *
 * @throws CliError INSTALL_FAILED
 */
export async function runNpm(args: readonly string[], cwd: string, stderr: TextSink): Promise<void> {
  // On Windows npm is a script, which only a shell runs.
  const child = spawn('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => stderr.write(chunk.toString('utf8')));
  const [code] = (await once(child, 'close').catch((error: unknown) => [error])) as [unknown];
  if (code === 0) return;
  throw new CliError('INSTALL_FAILED', `npm ${args.join(' ')} failed in ${cwd}: see what npm says above.`, {
    exitCode: exitCodes.unavailable,
  });
}

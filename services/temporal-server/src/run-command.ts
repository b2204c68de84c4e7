import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A command to run to its end. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

/** Runs a command; throws with its last lines of output when it fails. */
export async function runCommand({ command, args, cwd, env, onLine }: Command): Promise<void> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lastLines.splice(0, Math.max(0, lastLines.length - 4));
      lastLines.push(line);
      onLine?.(line);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new Error(`${command} ended with code ${code}: ${lastLines.join(' | ')}`);
}

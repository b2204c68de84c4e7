import { createInterface } from 'node:readline';
import { type GuardedProcessOptions, spawnGuarded } from './guarded-process';

/** A command to run to its end. */
export interface Command extends GuardedProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
}

/** Runs a command, which does not outlive this process. @throws Error with its last lines of output if it fails */
export async function runCommand({ onLine, ...options }: Command): Promise<void> {
  const child = await spawnGuarded(options);
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lastLines.splice(0, Math.max(0, lastLines.length - 4));
      lastLines.push(line);
      onLine?.(line);
    });
  }
  const end = await new Promise<string>((resolve) =>
    child.once('close', (code, signal) => resolve(signal === null ? `code ${code}` : signal)),
  );
  if (end !== 'code 0') throw new Error(`${options.command} ended with ${end}: ${lastLines.join(' | ')}`);
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Metrics } from '../../report/bench-row';
import { cleanEnvironment } from '../../../setup/clean-environment';
import type { Side } from '../../measuring/compare';

const execute = promisify(execFile);

/** A program, started with this Node in a folder. */
export interface TimedProgram {
  readonly folder: string;
  /** The script and its arguments. */
  readonly args: readonly string[];
  /** Text in the output of a successful program. Default: any output. */
  readonly prints?: string;
}

/** One side of a comparison: each round is one process, from its start to its end. */
export function sideOf(program: TimedProgram): Side {
  const measure = async (): Promise<Metrics> => ({ latency: await timeProgram(program) });
  return { measure, warmUp: measure };
}

/** The time in milliseconds. @throws Error if the program fails, or does not print `prints` */
export async function timeProgram({ folder, args, prints = '' }: TimedProgram): Promise<number> {
  const startedAt = performance.now();
  const { stdout, stderr } = await runProgram({ folder, args });
  const elapsedMs = performance.now() - startedAt;
  if (stdout.includes(prints)) return elapsedMs;
  throw new Error(`${args.join(' ')} did not print ${prints}:\n${stdout}${stderr}`);
}

/** The output of a program. @throws Error if it fails */
export async function runProgram({ folder, args }: TimedProgram): Promise<{ stdout: string; stderr: string }> {
  return await execute(process.execPath, [...args], { cwd: folder, env: cleanEnvironment() });
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Metrics } from '../../report/bench-row';
import { cleanEnvironment } from '../../../setup/clean-environment';
import type { Side } from '../../measuring/compare';

const execute = promisify(execFile);

/** A program as somebody starts it: by this Node, in a folder. */
export interface TimedProgram {
  readonly folder: string;
  /** The script and its arguments. */
  readonly args: readonly string[];
  /** Is in the output of a program that did what it is measured for. Default: anything is. */
  readonly prints?: string;
}

/** One side of a comparison: each round is one process, from its start to its end. */
export function sideOf(program: TimedProgram): Side {
  const measure = async (): Promise<Metrics> => ({ latency: await timeProgram(program) });
  return { measure, warmUp: measure };
}

/** Milliseconds. @throws Error where the program fails, or prints something else */
export async function timeProgram({ folder, args, prints = '' }: TimedProgram): Promise<number> {
  const startedAt = performance.now();
  const { stdout, stderr } = await runProgram({ folder, args });
  const elapsedMs = performance.now() - startedAt;
  if (stdout.includes(prints)) return elapsedMs;
  throw new Error(`${args.join(' ')} did not print ${prints}:\n${stdout}${stderr}`);
}

/** What a program prints. @throws Error where it fails */
export async function runProgram({ folder, args }: TimedProgram): Promise<{ stdout: string; stderr: string }> {
  return await execute(process.execPath, [...args], { cwd: folder, env: cleanEnvironment() });
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type OctavoProcess, startOctavo } from './octavo-process';

/** A line of a worker's log in JSON. */
export type LoggedLine = Readonly<Record<string, unknown>> & { readonly level: string; readonly msg: string };

/** `octavo worker` in its own process, started as users do, and its log. */
export interface LogWorker {
  readonly octavo: OctavoProcess;
  /** Every complete line on the standard error; all must be JSON, except the final error message. */
  lines(): readonly LoggedLine[];
  /** Resolves with the matching lines as soon as there are `count` of them. */
  until(isSo: (line: LoggedLine) => boolean, count?: number): Promise<readonly LoggedLine[]>;
  /** Sends Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | string>;
}

const WAIT_MS = 20;
const MOST_WAITS = 1_500;

/** Starts it in `cwd`, and waits until it polls. */
export async function startLogWorker(cwd: string, env: NodeJS.ProcessEnv): Promise<LogWorker> {
  const octavo = startOctavo(['worker'], env, { cwd });
  await untilSaid(octavo, 'Working on');
  const lines = (): readonly LoggedLine[] =>
    octavo
      .stderr()
      .split('\n')
      .slice(0, -1)
      // The final error message has the same form as in other commands.
      .filter((line) => !/^[A-Z_]+: /.test(line))
      .map((line) => JSON.parse(line) as LoggedLine);
  const until = async (isSo: (line: LoggedLine) => boolean, count = 1): Promise<readonly LoggedLine[]> => {
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      const found = lines().filter(isSo);
      if (found.length >= count) return found;
      if (octavo.child.exitCode !== null) throw new Error(`the worker ended: ${octavo.stderr()}`);
      await sleep(WAIT_MS);
    }
    throw new Error(`no such line came: ${isSo.toString()}; the last ones are ${JSON.stringify(lines().slice(-5))}`);
  };
  const stop = (): Promise<number | string> => {
    octavo.child.kill('SIGINT');
    return octavo.ended;
  };
  return { octavo, lines, until, stop };
}

/** Resolves when the process has written `text` to its standard error. */
export async function untilSaid({ child, stderr }: OctavoProcess, text: string): Promise<void> {
  for (let waits = 0; !stderr().includes(text); waits += 1) {
    if (child.exitCode !== null || waits > MOST_WAITS) throw new Error(`it did not say "${text}": ${stderr()}`);
    await sleep(WAIT_MS);
  }
}

import type { CliIo } from './command';
import { finishOutput, watchOutput } from './process-output';
import { runCli } from './run-cli';
import { onProcessSignal } from './signals';

/** This process's own streams and signals. */
const io: CliIo = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  onInterrupt: onProcessSignal,
};

const output = watchOutput(process);

// Keeps Node running for a command that waits only for a child process, which does not.
setInterval(() => undefined, 2 ** 30);

// Exits even if a library leaves handles open, but only after the output was written, also through a pipe.
void runCli(process.argv.slice(2), io)
  .then((code) => finishOutput(process, output, code))
  .then(end);

/** Node aborts if it exits after its terminal was closed; the process then ends by SIGHUP instead. */
function end(code: number): void {
  if (output.isTerminalGone) process.removeAllListeners('SIGHUP').kill(process.pid, 'SIGHUP');
  else process.exit(code);
}

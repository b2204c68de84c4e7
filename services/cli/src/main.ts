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

// A command that waits only for a child process would end here and now, since those do not keep Node running.
setInterval(() => undefined, 2 ** 30);

// What a library leaves open must not keep us; what was written has to be out first, also through a pipe.
void runCli(process.argv.slice(2), io)
  .then((code) => finishOutput(process, output, code))
  .then(end);

/** Node aborts when it ends and its terminal is gone: then we end by the signal that said so. */
function end(code: number): void {
  if (output.isTerminalGone) process.removeAllListeners('SIGHUP').kill(process.pid, 'SIGHUP');
  else process.exit(code);
}

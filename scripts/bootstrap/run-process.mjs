import { spawn } from 'node:child_process';
import { Interrupted } from './missing-piece.mjs';
import { ROOT } from './repository.mjs';

/**
 * Runs a command in the root folder to its end and gives `{ code, output }`; `output` is empty unless `capture` is set.
 * We outlive a Ctrl-C, which the terminal sends to both of us, so that the command can clean up first; then we end too.
 */
export async function runProcess(command, args, { capture = false, env = {} } = {}) {
  const stdio = capture ? ['inherit', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio });
  const endSignals = forwardSignals(child);
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => (output.push(Buffer.from(error.message)), resolve(127)));
    child.once('close', (exitCode, signal) => resolve(signal === null ? exitCode : 130));
  });
  if (endSignals()) throw new Interrupted();
  return { code, output: Buffer.concat(output).toString('utf8') };
}

/** Runs a tool of node_modules (or a script) with this Node. */
export function runNode(args, options) {
  return runProcess(process.execPath, args, options);
}

/** Gives a function that ends the forwarding and says whether there was a signal. */
function forwardSignals(child) {
  let isInterrupted = false;
  const onInterrupt = () => (isInterrupted = true);
  const onTerminate = () => (isInterrupted = child.kill('SIGTERM') || true);
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  return () => {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
    return isInterrupted;
  };
}

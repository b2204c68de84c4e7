import { spawn } from 'node:child_process';
import { ROOT } from './repository.mjs';

/**
 * Runs a command in the root folder to its end and gives `{ code, output }`; `output` is empty unless `capture` is set.
 * We outlive a Ctrl-C, which the terminal sends to both of us, so that the command can clean up first.
 */
export async function runProcess(command, args, { capture = false, env = {} } = {}) {
  const stdio = capture ? ['inherit', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio });
  const release = forwardSignals(child);
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => (output.push(Buffer.from(error.message)), resolve(127)));
    child.once('close', (exitCode, signal) => resolve(signal === null ? exitCode : 130));
  });
  release();
  return { code, output: Buffer.concat(output).toString('utf8') };
}

/** Runs a tool of node_modules (or a script) with this Node. */
export function runNode(args, options) {
  return runProcess(process.execPath, args, options);
}

function forwardSignals(child) {
  const ignore = () => undefined;
  const terminate = () => child.kill('SIGTERM');
  process.on('SIGINT', ignore).on('SIGTERM', terminate);
  return () => process.off('SIGINT', ignore).off('SIGTERM', terminate);
}

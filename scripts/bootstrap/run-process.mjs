import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Interrupted } from './missing-piece.mjs';
import { ROOT } from './repository.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MS = 200;
const parent = process.ppid;

/**
 * Runs a command in the root folder to its end and returns `{ code, output }`; `output` is empty unless `capture` is set. A
 * signal is forwarded to the command, which can clean up; then this process ends too, without starting more commands.
 */
export async function runProcess(command, args, { capture = false, env = {} } = {}) {
  const stdio = capture ? ['inherit', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio });
  const stopListening = passSignalsOn(child);
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => (output.push(Buffer.from(error.message)), resolve(127)));
    child.once('close', (exitCode, signal) => resolve(signal === null ? exitCode : exitCodeOf(signal)));
  });
  const signal = stopListening();
  if (signal !== undefined) throw new Interrupted(exitCodeOf(signal));
  return { code, output: Buffer.concat(output).toString('utf8') };
}

/** Runs a tool of node_modules (or a script) with this Node. */
export function runNode(args, options) {
  return runProcess(process.execPath, args, options);
}

/** As a shell reports it: 130 for Ctrl-C, 143 for SIGTERM. */
function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/** Forwards signals to a child process. Returns a function that stops this and returns the first signal, if any. */
function passSignalsOn(child) {
  let first;
  const onSignal = (signal) => {
    first ??= signal;
    // A terminal sends Ctrl-C to the child as well.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const watch = watchParent(() => onSignal('SIGTERM'));
  return () => {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    return first;
  };
}

/** npm sends SIGTERM only to its shell, which ends without forwarding it; then the parent of this process changes. */
function watchParent(onOrphaned) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const check = () => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onOrphaned();
  };
  const watch = setInterval(check, PARENT_CHECK_MS).unref();
  return watch;
}

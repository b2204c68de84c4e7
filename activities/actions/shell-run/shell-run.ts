import type { ActivityAction } from '@octavo/orchestrators';
import { restartHint } from '@octavo/orchestrators/model';
import { type FinishedCommand, runCommand } from './run-command';
import { ActionError, defineAction } from '../../define-action';
import { shellDeclaration } from './shell-schema';

/** The action `shell.run`: runs one command if the worker permits it. */
export function createShellRun(permission: ShellPermission): ActivityAction {
  return defineAction({
    ...shellDeclaration,
    async run({ command, env, stdin }, { signal }) {
      assertPermitted(permission, command, env);
      const texts = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
      const finished = await runCommand({ command, env: texts, stdin, signal });
      if (finished.exitCode !== 0) throw exitError(command, finished);
      return { exitCode: finished.exitCode, stdout: finished.stdout, stderr: finished.stderr };
    },
  });
}

function exitError([executable]: readonly string[], finished: FinishedCommand): ActionError {
  const { exitCode, stdout, stderr, killedBy, hasStarted } = finished;
  const how = killedBy === null ? `ended with exit code ${exitCode}` : `was killed by ${killedBy}`;
  const lastWords = stderr.trim().slice(-500);
  return new ActionError('SHELL_EXIT', `${executable} ${how}${lastWords === '' ? '' : `: ${lastWords}`}`, {
    details: { exitCode, stdout, stderr, ...(killedBy === null ? {} : { signal: killedBy }) },
    retryable: hasStarted,
  });
}

/** False: no commands. True: any command. A list: these executables, by the names that definitions use. */
export type ShellPermission = boolean | readonly string[];

/** Variables with which a definition could replace a permitted program by another. */
const redirecting = /^(PATH|PATHEXT|IFS|ENV|BASH_ENV|NODE_OPTIONS|PYTHONPATH|PERL5LIB|RUBYLIB|GIT_.*|LD_.*|DYLD_.*)$/i;

/** @throws ActionError SHELL_FORBIDDEN, not retryable */
export function assertPermitted(
  permission: ShellPermission,
  command: readonly string[],
  env: Readonly<Record<string, unknown>>,
): void {
  if (permission === true) return;
  const executable = command[0] ?? '';
  if (permission === false)
    throw forbidden('This worker does not run commands; shell.allow in octavo.config.yaml permits them.', restartHint);
  if (!permission.includes(executable)) {
    throw forbidden(
      `This worker does not run "${executable}"; shell.allow permits ${permission.join(', ') || 'nothing'}.`,
      restartHint,
    );
  }
  const variable = Object.keys(env).find((name) => redirecting.test(name));
  if (variable !== undefined)
    throw forbidden(`The variable ${variable} cannot be set, because shell.allow permits only some commands.`);
}

function forbidden(...sentences: readonly string[]): ActionError {
  return new ActionError('SHELL_FORBIDDEN', sentences.join(' '), { retryable: false });
}

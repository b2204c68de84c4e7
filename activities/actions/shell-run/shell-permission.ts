import { restartHint } from '@octavo/orchestrators/model';
import { ActionError } from '../../action-error';

/** No command, any command, or those executables, named as the definitions name them. */
export type ShellPermission = boolean | readonly string[];

/** With these a definition could put another program in the place of a permitted one. */
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
    throw forbidden('This worker runs no commands; shell.allow in octavo.config.yaml permits them.', restartHint);
  if (!permission.includes(executable)) {
    throw forbidden(
      `This worker runs no "${executable}"; shell.allow permits ${permission.join(', ') || 'nothing'}.`,
      restartHint,
    );
  }
  const variable = Object.keys(env).find((name) => redirecting.test(name));
  if (variable !== undefined)
    throw forbidden(`The variable ${variable} may not be set where shell.allow names commands.`);
}

function forbidden(...sentences: readonly string[]): ActionError {
  return new ActionError('SHELL_FORBIDDEN', sentences.join(' '), { retryable: false });
}

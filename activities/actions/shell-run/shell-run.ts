import type { ActivityAction } from '@octavo/orchestrators';
import { z } from 'zod';
import { ActionError } from '../../action-error';
import { defineAction } from '../../define-action';
import { type FinishedCommand, runCommand } from './run-command';
import { assertPermitted, type ShellPermission } from './shell-permission';

export type { ShellPermission } from './shell-permission';

const shellInput = z.strictObject({
  /** The executable and its arguments; no shell reads them. */
  command: z.array(z.string()).min(1),
  env: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.union([z.string(), z.number(), z.boolean()])).default({}),
  stdin: z.string().default(''),
});

const shellOutput = z.strictObject({ exitCode: z.int(), stdout: z.string(), stderr: z.string() });

/** `shell.run`: one command, where the worker permits it. */
export function createShellRun(permission: ShellPermission): ActivityAction {
  return defineAction({
    name: 'shell.run',
    description: 'Runs a command on the worker, where its configuration permits that.',
    input: shellInput,
    output: shellOutput,
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

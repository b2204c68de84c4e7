import { type Json, type LogLevel, TaskFailure } from '@octavo/orchestrators';
import { pureActions, rootScope } from '@octavo/orchestrators/language';
import { log } from '@temporalio/activity';
import type { PureActionRequest } from '../contracts/legacy-activities';

/** `executePureAction`: `set`, `transform`, `log`, `fail`. The workflow assigns the output of `set`. */
export function executePureAction({ path = '', action, input, vars, error }: PureActionRequest): Json {
  const found = pureActions.get(action);
  if (found === undefined) throw new TaskFailure('UNKNOWN_ACTION', `there is no action "${action}"`);
  return found.run(input, {
    path,
    scope: rootScope((name) => (name === 'error' && error !== null ? error : undefined)),
    log: {
      write: (level: LogLevel, message, { task, fields = {} }) => {
        log[level](message, { task, fields });
      },
    },
    vars: { values: {}, assign: (values) => checkDeclared(Object.keys(values), vars) },
  });
}

function checkDeclared(names: readonly string[], declared: readonly string[]): void {
  const unknown = names.find((name) => !declared.includes(name));
  if (unknown !== undefined) throw new TaskFailure('EXPRESSION_FAILED', `"${unknown}" is not declared in vars`);
}

import type { ActivityAction } from '@octavo/orchestrators';
import { EgressGuard, type EgressRules } from './http-request/egress-guard';
import type * as httpRequest from './http-request/http-request';
import type * as shellRun from './shell-run/shell-run';
import type { ShellPermission } from './shell-run/shell-run';

/** The permissions of the built-in actions in a worker. */
export interface BuiltInOptions {
  /** Default: public addresses only. */
  readonly egress?: EgressRules;
  /** Default: no commands. */
  readonly shell?: ShellPermission;
}

/** The built-in actions that run in activities. They are loaded by this call, because code that defines actions needs none. */
export function builtInActions({ egress = {}, shell = false }: BuiltInOptions = {}): readonly ActivityAction[] {
  const { createHttpRequest } = require('./http-request/http-request') as typeof httpRequest;
  const { createShellRun } = require('./shell-run/shell-run') as typeof shellRun;
  return [createHttpRequest(new EgressGuard(egress)), createShellRun(shell)];
}

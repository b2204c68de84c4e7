import type { ActivityAction } from '@octavo/orchestrators';
import { createHttpRequest } from './http-request/http-request';
import { EgressGuard, type EgressRules } from './http-request/egress-guard';
import { createShellRun, type ShellPermission } from './shell-run/shell-run';

/** What a worker allows the built-in actions to do. */
export interface BuiltInOptions {
  /** Default: public addresses only. */
  readonly egress?: EgressRules;
  /** Default: no command. */
  readonly shell?: ShellPermission;
}

/** The built-in actions that run in activities. */
export function builtInActions({ egress = {}, shell = false }: BuiltInOptions = {}): readonly ActivityAction[] {
  return [createHttpRequest(new EgressGuard(egress)), createShellRun(shell)];
}

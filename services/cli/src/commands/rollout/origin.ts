import { userInfo } from 'node:os';
import type { ChangeOrigin } from '@octavo/migration';
import type { CommandContext } from '../../command-context';

/** The options of commands that change the rules. */
export interface OriginOptions {
  readonly reason?: string;
  readonly actor?: string;
  readonly json?: boolean;
}

/** The options as commander takes them. */
export const originOptions = {
  '--reason <text>': 'reason, for the audit',
  '--actor <name>': 'author, for the audit (default: OCTAVO_ACTOR, else the user of this process)',
  '--json': 'give a JSON object',
} as const;

/** Who changes the rules, and why, as the audit will have it. */
export function originOf(context: CommandContext<OriginOptions>): ChangeOrigin {
  return { actor: actorOf(context), reason: context.options.reason ?? 'none given' };
}

/** Who it is that gives a command. */
export function actorOf({ io, options }: CommandContext<OriginOptions>): string {
  return options.actor ?? (io.env['OCTAVO_ACTOR'] || userName());
}

/** A container may run as a user that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { CommandContext } from './command';
import { toLine } from './terminal/format';

/** How this command was started, and its global options. */
export type Invoked = { readonly io: Pick<CommandContext['io'], 'env'>; readonly options: CommandContext['options'] };

/**
 * A command line for a message. It works in the same terminal: it is started in the same way, with the same global options.
 *
 * @param words - the command with its arguments, quoted if necessary
 */
export function octavoCommand(words: string, invoked: Invoked, { taskQueue }: CommandEnvironment = {}): string {
  const { address, namespace, config } = invoked.options;
  const environment = taskQueue === undefined ? '' : `OCTAVO_TASK_QUEUE=${quote(taskQueue)} `;
  const command = `${environment}${commandName(invoked.io.env)} ${words}`;
  return `\`${toLine(withOptions(command, { address, namespace, config }))}\``;
}

/** Makes a command line of another package, `octavo …` or `temporal …`, work in the same terminal; without backticks. */
export function localized(command: string, invoked: Invoked): string {
  const { address, namespace } = invoked.options;
  if (command.startsWith('temporal ')) return withOptions(command, { address, namespace });
  return command.startsWith('octavo ') ? octavoCommand(command.slice('octavo '.length), invoked).slice(1, -1) : command;
}

function withOptions(command: string, options: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(options).map(([name, value]) =>
    value === undefined ? '' : ` --${name} ${quote(value)}`,
  );
  return `${command}${given.join('')}`;
}

/** Environment variables for the command. */
export interface CommandEnvironment {
  /** Default: the configured one. */
  readonly taskQueue?: string;
}

/** How a user types the command: as it was started, if that is known; `npx octavo` if the shell would not find `octavo`. */
export function commandName({ npm_lifecycle_event: script, PATH: path = '' }: NodeJS.ProcessEnv): string {
  if (script === 'octavo') return 'npm run octavo --';
  const isOnPath = script === undefined && path.split(delimiter).some((folder) => existsSync(join(folder, 'octavo')));
  return isOnPath ? 'octavo' : 'npx octavo';
}

/** Quotes a word for a shell, if necessary. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

import type { GlobalOptions } from '../command-context';

/** A command line for a message, which works where the command that writes the message did: with its global options. */
export function octavoCommand(words: string, options: GlobalOptions, { taskQueue }: CommandEnvironment = {}): string {
  const { address, namespace, config } = options;
  const given = Object.entries({ address, namespace, config }).map(([name, value]) =>
    value === undefined ? '' : ` --${name} ${quote(value)}`,
  );
  const environment = taskQueue === undefined ? '' : `OCTAVO_TASK_QUEUE=${quote(taskQueue)} `;
  return `\`${environment}octavo ${words}${given.join('')}\``;
}

/** What the command needs beside options. */
export interface CommandEnvironment {
  /** Default: the configured one. */
  readonly taskQueue?: string;
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

import type { Command, CommanderError } from 'commander';
import { CliError } from './cli-error';
import type { CliIo } from './command';
import { commandName, quote } from './octavo-command';

/** A command line with a mistake. */
export interface Mistake {
  readonly program: Command;
  readonly args: readonly string[];
  readonly io: Pick<CliIo, 'env'>;
}

/** The error for a mistake that commander found: the mistake, and the corrected command line or that for help. */
export function usageError({ code, message }: CommanderError, mistake: Mistake): CliError {
  const named = commandIn(mistake);
  if (code === 'commander.help') return invalid(`Name a command; ${typed(mistake, [...named, '--help'])} lists them.`);
  const [, wrong, suggestion] = SUGGESTION.exec(message) ?? UNKNOWN.exec(message) ?? [];
  const right = suggestion ?? (wrong === undefined ? undefined : otherNames.get(wrong));
  const sentence = message.split('\n', 1)[0]?.replace(/^error: |\.$/g, '') ?? '';
  const help = typed(mistake, [...named, '--help']);
  if (wrong === undefined || right === undefined) return invalid(`${sentence}; ${help} shows how to use it.`);
  const corrected = mistake.args.flatMap((word) => replaced(word, wrong, right));
  return invalid(`${sentence}. Did you mean ${right}? Type ${typed(mistake, corrected)}; ${help} shows more.`);
}

const SUGGESTION = /unknown (?:command|option) '([^']+)'\n\(Did you mean ([^\s?]+)\?\)/;
const UNKNOWN = /unknown command '([^']+)'/;

/** Names of our commands in other tools. */
const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ls: ['list', 'ps', 'runs'],
    status: ['describe', 'show', 'get'],
    tasks: ['steps', 'tree'],
    cancel: ['terminate', 'kill', 'abort'],
    validate: ['lint', 'check', 'verify'],
    run: ['execute', 'exec'],
    init: ['new', 'create'],
    result: ['wait', 'output'],
    dev: ['up'],
    graph: ['draw', 'mermaid'],
  }).flatMap(([ours, theirs]) => theirs.map((name) => [name, ours] as const)),
);

/** `--opne=x` is one word that includes the value. */
function replaced(word: string, wrong: string, right: string): readonly string[] {
  if (word === wrong) return [right];
  return word.startsWith(`${wrong}=`) ? [right + word.slice(wrong.length)] : [word];
}

function typed({ io }: Mistake, words: readonly string[]): string {
  return `\`${[commandName(io.env), ...words.map(quote)].join(' ')}\``;
}

function invalid(message: string): CliError {
  return new CliError('USAGE_INVALID', message);
}

/** The words that name commands: `rollout`, `set`. */
function commandIn({ program, args }: Mistake): readonly string[] {
  const words: string[] = [];
  let within: Command = program;
  for (const word of args) {
    const inner = within.commands.find((command) => command.name() === word);
    if (inner === undefined) continue;
    words.push(word);
    within = inner;
  }
  return words;
}

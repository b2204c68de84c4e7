import type { CommandGroupSpec, CommandSpec } from '../command-spec';
import type * as command from './show';

const showSpec: CommandSpec = {
  usage: 'show',
  description: 'print every field of the configuration with its value and its source; secrets are masked',
  arguments: {
    '[file]': 'a definition: show the configuration for commands with it (default: for the other commands)',
  },
  options: { '--json': 'give one JSON object' },
  examples: [
    'octavo config show',
    'octavo config show flows/order.yaml',
    'octavo config show --config octavo.config.yaml --json',
  ],
  run: ([file], context) => load().show(file as string | undefined, context),
};

export const configSpec: CommandGroupSpec = {
  usage: 'config',
  description: 'show the configuration',
  examples: ['octavo config show'],
  commands: [showSpec],
};

const load = () => require('./show') as typeof command;

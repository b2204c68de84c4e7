import type { CommandSpec } from '../command-spec';
import type * as command from './actions';

export const actionsSpec: CommandSpec = {
  usage: 'actions',
  description: 'list the actions that a definition may name',
  options: { '--json': 'give a JSON list, with the schemas of inputs and outputs' },
  examples: ['octavo actions', 'octavo actions --config octavo.config.yaml --json'],
  run: (_args, context) => load().actions(context),
};

const load = () => require('./actions') as typeof command;

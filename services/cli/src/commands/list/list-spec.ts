import type { CommandSpec } from '../command-spec';
import type * as command from './list';

export const listSpec: CommandSpec = {
  usage: 'ls',
  description: 'list runs, the latest start first',
  options: {
    '--definition <id>': 'only runs of this definition',
    '--open': 'only runs that have not ended',
    '--limit <count>': 'how many at most (default: 20)',
    '--json': 'give a JSON list',
  },
  examples: ['octavo ls', 'octavo ls --open --definition order-fulfilment --json'],
  run: (_args, context) => load().list(context),
};

const load = () => require('./list') as typeof command;

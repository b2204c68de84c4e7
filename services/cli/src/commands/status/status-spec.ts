import type { CommandSpec } from '../command-spec';
import { runNameOption } from '../run-name';
import type * as command from './status';

export const statusSpec: CommandSpec = {
  usage: 'status',
  description: 'show the status of a run',
  arguments: { '<workflow>': "the run's workflow id" },
  options: { ...runNameOption, '--json': 'give a JSON object' },
  examples: ['octavo status order-1', 'octavo status order-1 --json'],
  run: ([workflow], context) => load().status(workflow as string, context),
};

const load = () => require('./status') as typeof command;

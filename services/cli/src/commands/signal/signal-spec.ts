import type { CommandSpec } from '../command-spec';
import { runNameOption } from '../run-name';
import type * as command from './signal';

export const signalSpec: CommandSpec = {
  usage: 'signal',
  description: 'send a signal to a run',
  arguments: { '<workflow>': "the run's workflow id", '<name>': "the signal's name" },
  options: {
    '--payload <json>': 'payload: JSON, @file, or - for the standard input (default: null)',
    '--id <id>': 'id of the signal: a run takes each id once',
    '--sender <name>': 'sender of the signal (default: its id)',
    ...runNameOption,
  },
  examples: [`octavo signal order-1 approval --payload '{"approved": true}' --sender ada`],
  run: ([workflow, name], context) => load().signal(workflow as string, name as string, context),
};

const load = () => require('./signal') as typeof command;

import type { CommandSpec } from '../command-spec';
import { runNameOption } from '../run-name';
import type * as command from './tasks';

export const tasksSpec: CommandSpec = {
  usage: 'tasks',
  description: 'show the tasks of a run that have begun',
  arguments: { '<workflow>': "the run's workflow id" },
  options: { ...runNameOption, '--json': 'give a JSON object: task path to state' },
  examples: ['octavo tasks order-1', 'octavo tasks order-1 --json'],
  run: ([workflow], context) => load().tasks(workflow as string, context),
};

const load = () => require('./tasks') as typeof command;

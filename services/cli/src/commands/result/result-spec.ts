import type { CommandSpec } from '../command-spec';
import { runNameOption } from '../run-name';
import type * as command from './result';

export const resultSpec: CommandSpec = {
  usage: 'result',
  description: 'wait for the end of a run and print its result',
  arguments: { '<workflow>': "the run's workflow id" },
  options: { ...runNameOption, '--json': 'give the result as one JSON object, as `run --json` does' },
  examples: ['octavo result order-1', 'octavo result order-1 --json'],
  run: ([workflow], context) => load().result(workflow as string, context),
};

const load = () => require('./result') as typeof command;

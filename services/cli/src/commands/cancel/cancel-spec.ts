import type { CommandSpec } from '../command-spec';
import { runNameOption } from '../run-name';
import type * as command from './cancel';

export const cancelSpec: CommandSpec = {
  usage: 'cancel',
  description: 'ask a run to end as CANCELED',
  arguments: { '<workflow>': "the run's workflow id" },
  options: runNameOption,
  examples: ['octavo cancel order-1'],
  run: ([workflow], context) => load().cancel(workflow as string, context),
};

const load = () => require('./cancel') as typeof command;

import type { CommandSpec } from '../command-spec';
import { migrationOptions } from '../run/migration-options';
import type * as command from './start';

export const startSpec: CommandSpec = {
  usage: 'start',
  description: 'start a run on a server, print its workflow id and exit',
  arguments: {
    '<definition>':
      'file in YAML, JSON or TypeScript; - for the standard input; or ID or ID@VERSION of a definition in the folder of definitions (default: the highest version)',
  },
  options: {
    '--input <json>': 'input: JSON, @file, or - for the standard input',
    '--workflow-id <id>': "the run's workflow id (default: the definition's id and a random part)",
    ...migrationOptions,
    '--json': 'give the ids as JSON',
  },
  examples: [
    'octavo start hello.yaml',
    'octavo start order-fulfilment@1.2.0 --input @order.json',
    'octavo start order.yaml --input @order.json --workflow-id order-1 --tenant acme',
  ],
  run: ([definition], context) => load().start(definition as string, context),
};

const load = () => require('./start') as typeof command;

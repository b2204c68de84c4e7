import type { CommandSpec } from '../command-spec';
import { migrationOptions } from './migration-options';
import type * as command from './run';

export const runSpec: CommandSpec = {
  usage: 'run',
  description: 'run a definition to its end; starts a server and a worker if there is no server',
  arguments: {
    '<definition>':
      'file in YAML, JSON or TypeScript; - for the standard input; or ID or ID@VERSION of a definition in the folder of definitions (default: the highest version)',
  },
  options: {
    '--input <json>': 'input: JSON, @file, or - for the standard input',
    '--workflow-id <id>': "the run's workflow id (default: the definition's id and a random part)",
    '--work': 'run it in this process, on its own task queue, not on the workers of the server',
    ...migrationOptions,
    '--json': 'give the result as one JSON object',
  },
  examples: [
    'octavo run hello.yaml',
    `octavo run order.yaml --input '{"orderId": "o-1"}'`,
    'octavo run order.yaml --input @order.json --json',
    'octavo run order.yaml --work --address localhost:7233',
  ],
  run: ([definition], context) => load().run(definition as string, context),
};

const load = () => require('./run') as typeof command;

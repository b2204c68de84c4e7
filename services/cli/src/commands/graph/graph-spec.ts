import type { CommandSpec } from '../command-spec';
import type * as command from './graph';

export const graphSpec: CommandSpec = {
  usage: 'graph',
  description: 'draw a definition as a Mermaid flowchart',
  arguments: { '<file>': 'definition in YAML, JSON or TypeScript; - for the standard input' },
  examples: ['octavo graph order.yaml > order.mmd'],
  run: ([file], context) => load().graph(file as string, context),
};

const load = () => require('./graph') as typeof command;

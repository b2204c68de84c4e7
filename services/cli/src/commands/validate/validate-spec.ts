import type { CommandSpec } from '../command-spec';
import type * as command from './validate';

export const validateSpec: CommandSpec = {
  usage: 'validate',
  description: 'report every problem of definitions',
  arguments: { '<files...>': 'definitions in YAML, JSON or TypeScript; - for the standard input' },
  options: { '--json': 'give the problems as a JSON list' },
  examples: ['octavo validate order.yaml', 'octavo validate flows/*.yaml --json'],
  run: ([files], context) => load().validate(files as readonly string[], context),
};

const load = () => require('./validate') as typeof command;

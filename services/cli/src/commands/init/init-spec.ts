import type { CommandSpec } from '../command-spec';
import type * as command from './init';

export const initSpec: CommandSpec = {
  usage: 'init',
  description: 'write a first definition and a configuration',
  arguments: { '[folder]': 'where to (default: here)' },
  examples: ['octavo init', 'octavo init my-workflows'],
  run: ([folder = '.'], context) => load().init(folder as string, context),
};

const load = () => require('./init') as typeof command;

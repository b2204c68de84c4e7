import type { CommandSpec } from '../command-spec';
import type * as command from './init';

export const initSpec: CommandSpec = {
  usage: 'init',
  description: 'write a project: a definition, an action in TypeScript, a configuration, a test, a package.json',
  arguments: { '[folder]': 'folder of the project (default: the working directory)' },
  options: { '--install': 'run npm install in the folder' },
  examples: ['octavo init', 'octavo init my-workflows --install'],
  run: ([folder = '.'], context) => load().init(folder as string, context),
};

const load = () => require('./init') as typeof command;

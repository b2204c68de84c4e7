import type { CommandSpec } from '../command-spec';
import type * as command from './demo';

export const demoSpec: CommandSpec = {
  usage: 'demo',
  description: 'audit the dependencies of a package-lock.json, with all eight task types',
  arguments: { '[path]': "a package-lock.json, or its folder (default: Octavo's own)" },
  options: {
    '--approve <who>':
      'run: a second run sends the approval (default); me: you are asked; nobody: the approval times out',
    '--folder <path>': 'folder for audit.json and audit.md (default: the working directory)',
    '--keep': 'keep the server and its UI running until Ctrl-C',
  },
  examples: ['octavo demo', 'octavo demo ../shop --approve me --keep'],
  run: ([path], context) => load().demo(path as string | undefined, context),
};

const load = () => require('./demo') as typeof command;

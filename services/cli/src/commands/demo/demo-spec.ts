import type { CommandSpec } from '../command-spec';
import type * as command from './demo';

export const demoSpec: CommandSpec = {
  usage: 'demo',
  description: 'audit the dependencies of a package-lock.json: all eight task types over real input',
  arguments: { '[path]': "a package-lock.json, or its folder (default: Octavo's own)" },
  options: {
    '--approve <who>': 'run: a second run, by a signal task (default); me: asked here; nobody: it times out',
    '--folder <path>': 'where audit.json and audit.md are written (default: here)',
    '--keep': 'leave the server and its UI on until Ctrl-C',
  },
  examples: ['octavo demo', 'octavo demo ../shop --approve me --keep'],
  run: ([path], context) => load().demo(path as string | undefined, context),
};

const load = () => require('./demo') as typeof command;
